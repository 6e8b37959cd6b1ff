"""Texts such as people type them, and worse."""

from hypothesis import strategies as st

WORDS = st.sampled_from(
    (
        "Technical assistance",
        "a, b; c: d",
        "C:\\New\\nets",
        "\\",
        "\\\\",
        "\\,\\;\\n",
        "^n^^^'",
        "<script>alert('x')</script> & <b>bold</b>",
        "=?utf-8?q?no?=",
        "BEGIN:VEVENT",
        "END:VCALENDAR",
        '"quoted"',
        "مائدة مستديرة بشأن المساعدة التقنية",
        "技术援助问题圆桌会议，包括国际合作",
        "👩🏽‍⚖️👨‍👩‍👧‍👦🇰🇪",
        "é e\u0301 ﬁ ‏‎\u2066x\u2069",
        "x" * 90,
        "ж" * 90,
        "😀" * 40,
        "\\" * 80,
        "{label} {title} %s %(x)s",
    )
)
# No control characters and no separators of lines: the API refuses the former, and the latter become line breaks.
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60)
one_line_texts = st.lists(WORDS | LETTERS, min_size=1, max_size=5).map(" ".join).map(str.strip).filter(bool)
texts = st.lists(one_line_texts, min_size=1, max_size=4).map("\n".join)

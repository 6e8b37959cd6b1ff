"""A mandate with five themes in six languages."""

from app.languages import Language
from app.meetings.models import ThemeText
from app.releases.reading.queries import MandateText
from app.releases.record.document import ThemeName


def texts(ar: str, en: str, es: str, fr: str, ru: str, zh: str) -> dict[Language, str]:
    """A text in the six languages, in the order of their codes."""
    return dict(zip(Language, (ar, en, es, fr, ru, zh), strict=True))


def theme(numeral: str, *titles: str) -> ThemeName:
    """A theme with its six titles."""
    return ThemeName(numeral=numeral, titles=texts(*titles))


THEMES = (
    theme(
        "i",
        "فرق العمل المشتركة بين الأجهزة لمكافحة الجريمة المنظمة",
        "Inter-agency task forces for combating organized crime",
        "Equipos de tareas interinstitucionales para combatir la delincuencia organizada",
        "Équipes de travail interinstitutions pour lutter contre la criminalité organisée",
        "Межведомственные целевые группы по борьбе с организованной преступностью",
        "打击有组织犯罪的机构间工作队",
    ),
    theme(
        "ii",
        "حماية الضحايا والشهود",
        "Assistance, good practices and comparison of national legislation in the identification and protection of"
        " victims of and witnesses to organized crime",
        "Protección de las víctimas y los testigos",
        "Identification et protection des victimes et des témoins d'actes de criminalité organisée",
        "Защита потерпевших и свидетелей",
        "保护有组织犯罪的被害人和证人",
    ),
    theme(
        "iii",
        "بناء قدرات أعضاء النيابة العامة والقضاة",
        "Capacity-building programmes for prosecutors, judges and law enforcement officials",
        "Programas de creación de capacidad para fiscales y jueces",
        "Programmes de renforcement des capacités à l'intention des procureurs et des magistrats",
        "Программы наращивания потенциала прокуроров и судей",
        "检察官和法官能力建设方案",
    ),
    theme(
        "iv",
        "أدوات تقييم التهديدات الإجرامية",
        "Criminal threat assessment tools",
        "Instrumentos de evaluación de las amenazas delictivas",
        "Outils d'évaluation des menaces criminelles",
        "Инструменты оценки преступных угроз",
        "犯罪威胁评估工具",
    ),
    theme(
        "v",
        "مواءمة التشريعات الوطنية مع الاتفاقية",
        "Assistance in harmonizing national legislation with the Convention",
        "Armonización de la legislación nacional con la Convención",
        "Assistance aux fins de l'harmonisation de la législation nationale avec la Convention",
        "Согласование национального законодательства с Конвенцией",
        "使国家立法与《公约》相一致",
    ),
)
MANDATE = MandateText(
    resolution="6/4",
    paragraph="annex, para. (b)",
    body="Conference of the Parties to the United Nations Convention against Transnational Organized Crime",
    titles={Language.FR: "Application des dispositions relatives à l'assistance technique"},
    request={
        Language.FR: "Prie le Secrétariat d'organiser des discussions, y compris des tables rondes, sur les thèmes suivants",
        Language.EN: "Requests the Secretariat to organize discussions, including round tables, on the following themes",
    },
    themes=tuple(
        (
            named.numeral,
            {
                language: ThemeText(text=title, status="official" if language is Language.FR else "translation")
                for language, title in named.titles.items()
            },
        )
        for named in THEMES
    ),
)

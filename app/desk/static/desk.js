// Small helps on every page of the desk. Everything works without them.

/** Ask before a form with unsent changes is left behind, and send no form twice. */
function keepTyped() {
  const changed = new Set();
  const sending = new WeakSet();
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.method === "post") changed.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (sending.has(form)) {
      event.preventDefault();
      return;
    }
    if (form.method === "post") sending.add(form);
    changed.delete(form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed.size > 0) event.preventDefault();
  });
}

keepTyped();

// Shows the OpenAPI document; runs after the bundle, which is deferred before it.
window.addEventListener("DOMContentLoaded", () =>
  SwaggerUIBundle({ url: "/openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null, docExpansion: "none" }),
);

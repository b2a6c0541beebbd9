// What is found on a page that strangers wrote: runs in every document, before all else.
(() => {
  const found = [];
  const note = (kind, what) => found.push([kind, String(what).slice(0, 300)]);
  Object.defineProperty(window, "wallFound", { value: found });

  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    Object.defineProperty(window, name, { value: () => note("executions", `${name}()`) });
  }
  // A script, a handler or a `javascript:` address that the policy, reported or not, forbids.
  document.addEventListener("securitypolicyviolation", (event) => {
    const isScript = event.effectiveDirective.startsWith("script-src");
    note(isScript ? "executions" : "requests", `${event.effectiveDirective} ${event.blockedURI}`);
  });

  const ours = new Set([...Object.getOwnPropertyNames(window)]);
  const named = (root) => [...root.querySelectorAll("[id], [name]:not(meta)")];
  // `title` and `content` are ids of our own templates, and no script of ours reads them so.
  const clobbers = (name) => (name in Document.prototype || ours.has(name)) && name !== "title";

  const ADDRESSES = "href src srcset action formaction poster data background cite ping longdesc xlink:href manifest".split(" ");
  const LOADS = "src srcset poster data background".split(" ");
  const ELEMENTS = new Set(("a abbr article b base bdi blockquote body br caption circle cite code col dd del desc details dfn div dl "
    + "dt em figcaption figure footer g h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label li "
    + "line link main mark meta nav ol p path pre q rect rp rt ruby s samp script section small span strong style sub "
    + "summary sup svg table tbody td text textarea tfoot th thead time title tr ul use var button fieldset "
    + "legend select option").split(" "));
  // What only the site's own templates may write: in a post it is a stranger's.
  const NEVER_TYPED = "button fieldset form iframe input label legend link meta option script section select style textarea "
    + "article aside footer header main nav object embed base frame frameset applet template slot dialog portal";
  const CLASSES = /^(?:alert(?:--\w+|__title)?|task|footnotes|footnote|footnote-back|math|mention|image-link|link-host|thread-link|table|align-\w+|swatch|code__\w+|language-[\w#+-]+|plain|quoted|drawing|suggestion|masked)$/;
  const IDS = /-fn(?:ref)?-\d+(?:-\d+)?$/;
  const TYPED = ["alt", "aria-hidden", "aria-label", "class", "colspan", "d", "decoding", "dir", "fill", "height", "href",
    "id", "loading", "open", "rel", "role", "rowspan", "scope", "src", "start", "tabindex", "title", "viewBox", "width"];

  const look = () => {
    const seen = new Map();
    for (const element of named(document)) {
      if (element.id) seen.set(element.id, (seen.get(element.id) || 0) + 1);
      for (const name of [element.id, element.getAttribute("name")]) {
        if (name && clobbers(name)) note("clobbered", name);
      }
    }
    for (const [id, times] of seen) if (times > 1) note("clobbered", `${id} stands ${times} times`);
    for (const meta of document.querySelectorAll("meta[http-equiv]")) {
      if (!/^content-security-policy$/i.test(meta.httpEquiv)) note("navigations", meta.outerHTML);
    }
    for (const element of document.querySelectorAll("*")) {
      const name = element.localName;
      if (!ELEMENTS.has(name)) note("elements", name);
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/i.test(attribute) || attribute === "srcdoc") note("executions", `${name} ${attribute}`);
        if (!ADDRESSES.includes(attribute)) continue;
        let url;
        try { url = new URL(value, document.baseURI); } catch { note("elements", `${attribute}=${value}`); continue; }
        if (!/^(?:https?|mailto):$/.test(url.protocol)) note("executions", `${attribute}=${value}`);
        const isForeign = url.origin !== location.origin;
        if (isForeign && (LOADS.includes(attribute) || (name === "link" && element.rel !== "canonical" && element.rel !== "alternate"))) {
          note("requests", `${name} ${attribute}=${value}`);
        }
      }
    }
    for (const post of document.querySelectorAll(".post__body, .quote")) {
      for (const element of post.querySelectorAll(NEVER_TYPED.split(" ").join(","))) note("furniture", element.localName);
      for (const element of post.querySelectorAll("*")) {
        for (const one of element.classList) if (!CLASSES.test(one)) note("furniture", `class ${one}`);
        if (element.id && !IDS.test(element.id)) note("furniture", `id ${element.id}`);
        for (const { name } of element.attributes) if (!TYPED.includes(name)) note("furniture", `${element.localName} ${name}`);
      }
    }
    const isOurs = document.querySelector("link[rel=stylesheet]");
    if (isOurs && document.querySelectorAll("main").length !== 1) note("containment", "main");
    if (document.querySelector("footer") && document.querySelector("footer").parentElement !== document.body) {
      note("containment", "footer");
    }
  };
  Object.defineProperty(window, "wallLook", { value: look });
})();

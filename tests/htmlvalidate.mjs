// What html-validate asks of every page. A rule is set or off with its reason beside it.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:standard"],
  rules: {
    "doctype-style": ["error", { style: "lowercase" }],
    // What a stranger wrote is not ours to shorten: their title is the page's.
    "long-title": "off",
    // VoiceOver forgets a list that shows no bullets, unless its role says it again.
    "no-redundant-role": ["error", { exclude: ["list"] }],
    "prefer-native-element": ["error", { exclude: ["list"] }],
    // At a line's end stands what strangers typed in a <pre>, or what a macro with nothing to say
    // leaves of its indent.
    "no-trailing-whitespace": "off",
    // Our own files come from our own host; a hash would only name them twice.
    "require-sri": ["error", { target: "crossorigin" }],
  },
};

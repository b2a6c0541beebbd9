// Lets a visitor choose light or dark, in the footer. The choice is kept on their device only.
{
  const words = document.currentScript.dataset;
  const { dataset } = document.documentElement;
  const key = "wall-scheme";
  // Without storage (a visitor may forbid it) the choice holds for this page.
  const tried = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };
  const show = (scheme) => {
    if (scheme) dataset.scheme = scheme;
    else delete dataset.scheme;
  };

  const select = document.createElement("select");
  for (const scheme of ["", "light", "dark"]) {
    select.append(new Option(words[scheme || "system"], scheme));
  }
  select.value = tried(() => localStorage.getItem(key)) ?? "";
  show(select.value);
  select.addEventListener("change", () => {
    show(select.value);
    tried(() => localStorage.setItem(key, select.value));
  });
  const label = document.createElement("label");
  label.append(words.label, select);
  document.querySelector(".foot__in > div")?.append(label);
}

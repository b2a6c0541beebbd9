// Counts the days of everybody who waits on to today. The build's own count stays where this
// does not run. The page says the words for each plural, with # for the number.
{
  const { built, timezone, words } = document.currentScript.dataset;
  const { lang } = document.documentElement;
  const forms = JSON.parse(words);
  const plurals = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang);
  // Sweden writes its days as ISO 8601 does: 2026-11-23.
  const today = new Date().toLocaleDateString("sv", { timeZone: timezone });

  // A clock that runs behind the build would only be wrong.
  if (today > built) {
    for (const element of document.querySelectorAll("[data-since]")) {
      const { form, since } = element.dataset;
      const days = Math.round((Date.parse(today) - Date.parse(since)) / 86400000);
      const saying = forms[form][plurals.select(days)] ?? forms[form].other;
      element.textContent = saying.replace("#", numbers.format(days));
    }
  }
}

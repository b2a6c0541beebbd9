// Puts a button below each snippet of code that copies it.
{
  const words = document.currentScript.dataset;

  // Browsers give the clipboard to pages that came by https only.
  for (const snippet of navigator.clipboard ? document.querySelectorAll("pre.snippet") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small";
    button.textContent = words.copy;
    const told = document.createElement("span");
    told.className = "meta";
    told.setAttribute("role", "status");
    const line = document.createElement("p");
    line.className = "actions";
    line.append(button, told);
    snippet.after(line);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(snippet.textContent.trim());
      told.textContent = words.copied;
    });
  }
}

// @ts-check
/** Exchanges the code in the link's fragment, or the typed token, for a cookie. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("login"));
const message = /** @type {HTMLElement} */ (document.getElementById("message"));

/** @param {{ code?: string, token?: string }} secret */
async function logIn(secret) {
  message.textContent = "Logging in …";
  try {
    const response = await fetch("login", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-BotKit": "1" },
      body: JSON.stringify(secret),
    });
    if (response.ok) {
      location.replace("./");
      return;
    }
    const problem = await response.json().catch(() => ({}));
    message.textContent = problem.detail ?? problem.title ?? `Not logged in (${response.status}).`;
  } catch {
    message.textContent = "The host does not answer.";
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void logIn({ token: String(new FormData(form).get("token")) });
});

const code = new URLSearchParams(location.hash.slice(1)).get("code");
if (code) {
  // The code leaves the address bar and the history before it is used.
  history.replaceState(null, "", location.pathname);
  void logIn({ code });
}

// @ts-check
/** A glance at the bots, made of the admin API and nothing else. */

const api = new URL("api/admin/bots", document.baseURI);
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} text */
function cell(text) {
  const element = document.createElement("td");
  element.textContent = text;
  return element;
}

async function show() {
  const [bots, health] = await Promise.all([fetch(api), fetch(`${api}/health`)]);
  if (bots.status === 401) {
    location.replace("login");
    return;
  }
  const { bots: list } = await bots.json();
  byId("bots").replaceChildren(...list.map((/** @type {any} */ bot) => {
    const row = document.createElement("tr");
    row.append(
      cell(bot.name), cell(bot.description), cell(bot.state.circuit),
      cell(bot.state.paused ? "yes" : "no"), cell(bot.lastRun?.status ?? "none yet"));
    return row;
  }));
  byId("health").textContent = `Health: ${(await health.json()).overall}`;
}

byId("api").textContent = api.pathname;
byId("logout").addEventListener("click", async () => {
  await fetch("logout", { method: "POST", headers: { "X-BotKit": "1" } });
  location.replace("login");
});
void show().catch(() => { byId("health").textContent = "The host does not answer."; });

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

/** @param {string | null | undefined} instant */
function at(instant) {
  return instant ? new Date(instant).toLocaleString(undefined, { timeZoneName: "short" }) : "never";
}

/** @param {any} schedule */
function next({ paused, pause, late, nextDue }) {
  const due = paused ? `paused${pause.until ? ` until ${at(pause.until)}` : ""}` : at(nextDue);
  return late ? `${due}, late` : due;
}

/** @param {any} occurrence */
function fate({ state, reason, count }) {
  return `${count > 1 ? `${count} × ` : ""}${state.toLowerCase()}${reason ? ` (${reason.toLowerCase()})` : ""}`;
}

/** @param {any} schedule */
async function scheduleRow(schedule) {
  const { occurrences } = await (await fetch(`${api}/schedules/${schedule.id}/occurrences?count=4`)).json();
  const row = document.createElement("tr");
  row.append(
    cell(schedule.id), cell(`${schedule.words}, ${schedule.timeZone}`), cell(next(schedule)),
    cell(occurrences.map(fate).join(", ") || "none yet"));
  return row;
}

/** @param {any} file */
function fileRow({ id, name, bot, createdAt, bytes }) {
  const link = document.createElement("a");
  link.href = `${api}/files/${id}`;
  link.textContent = name;
  const named = document.createElement("td");
  named.append(link);
  const row = document.createElement("tr");
  row.append(named, cell(bot ?? "a person"), cell(at(createdAt)), cell(`${Math.ceil(bytes / 1024).toLocaleString()} KiB`));
  return row;
}

/** The states of the latest run of a workflow, as a drawing. */
async function showWorkflow() {
  const { runs: [run] } = await (await fetch(`${api}/runs?bot=workflow&count=1`)).json();
  if (!run) {
    return;
  }
  const graph = `${api}/workflows/${run.executionId}/graph`;
  const { workflow, status, startedAt, nodes } = await (await fetch(graph)).json();
  const figure = byId("workflow");
  const image = /** @type {HTMLImageElement} */ (figure.querySelector("img"));
  image.alt = nodes.filter((/** @type {any} */ node) => node.entries).map((/** @type {any} */ node) => `${node.name}: ${node.state}`).join(", ");
  image.src = graph;
  /** @type {HTMLElement} */ (figure.querySelector("figcaption")).textContent = `Latest workflow run: ${workflow}, ${status ?? "not ended"}, begun ${at(startedAt)}`;
  figure.hidden = false;
}

async function show() {
  const [bots, health, schedules, files] = await Promise.all(["", "/health", "/schedules", "/files?count=12"].map((path) => fetch(api + path)));
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
  byId("schedules").replaceChildren(...await Promise.all((await schedules.json()).schedules.map(scheduleRow)));
  byId("files").replaceChildren(...(await files.json()).files.map(fileRow));
  await showWorkflow();
  const { overall, reasons } = await health.json();
  byId("health").textContent = `Health: ${overall}${reasons?.length ? ` (${reasons.join("; ")})` : ""}`;
}

byId("api").textContent = api.pathname;
byId("logout").addEventListener("click", async () => {
  await fetch("logout", { method: "POST", headers: { "X-BotKit": "1" } });
  location.replace("login");
});
void show().catch(() => { byId("health").textContent = "The host does not answer."; });

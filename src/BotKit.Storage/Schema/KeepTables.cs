namespace BotKit.Storage.Schema;

/// <summary>The tables of everything but runs.</summary>
internal static class KeepTables
{
    public static IReadOnlyList<string> All { get; } =
    [
        """
        create table if not exists bot (
         bot {text} not null primary key,
         version {int} not null,
         pause_reason {text},
         pause_by {text},
         pause_since {int},
         pause_until {int},
         circuit {small} not null,
         open_until {int},
         probe_id {id},
         probe_until {int},
         claim_probe {id}) {narrow}
        """,
        """
        create table if not exists bot_node (
         id {id} not null primary key,
         name {text} not null,
         program {text} not null,
         lease {int} not null,
         state {small} not null,
         beat {int} not null,
         joined {int} not null,
         beat_at {int} not null) {narrow}
        """,
        """
        create table if not exists bot_rollup (
         minute {int} not null,
         bot {text} not null,
         writer {id} not null,
         c0 {int} not null, c1 {int} not null, c2 {int} not null, c3 {int} not null, c4 {int} not null, c5 {int} not null, c6 {int} not null,
         latency {bytes} not null,
         primary key (minute, bot, writer)) {narrow}
        """,
        """
        create table if not exists bot_rollup_hour (
         hour {int} not null,
         bot {text} not null,
         c0 {int} not null, c1 {int} not null, c2 {int} not null, c3 {int} not null, c4 {int} not null, c5 {int} not null, c6 {int} not null,
         latency {bytes} not null,
         primary key (hour, bot)) {narrow}
        """,
        """
        create table if not exists bot_refusal (
         minute {int} not null,
         bot {text} not null,
         code {text} not null,
         writer {id} not null,
         total {int} not null,
         primary key (minute, bot, code, writer)) {narrow}
        """,
        """
        create table if not exists bot_alert (
         id {id} not null primary key,
         bot {text} not null,
         code {text} not null,
         severity {small} not null,
         message {text} not null,
         run_id {id},
         first_at {int} not null,
         last_at {int} not null,
         total {int} not null,
         suppressed {int} not null) {plain}
        """,
        """
        create table if not exists bot_audit (
         place {auto},
         id {id} not null,
         made {int} not null,
         action {text} not null,
         actor {text} not null,
         bot {text},
         run_id {id},
         note {text}) {plain}
        """,
        """
        create table if not exists bot_data (
         bot {text} not null,
         data_key {text} not null,
         version {int} not null,
         written {int} not null,
         expires {int},
         content {bytes},
         write_id {id},
         primary key (bot, data_key)) {plain}
        """,
        """
        create table if not exists bot_meta (
         name {text} not null primary key,
         value {int} not null) {plain}
        """,
    ];
}

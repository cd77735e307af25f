namespace BotKit.Storage.Schema;

/// <summary>The tables of runs. What is written once comes first, what is written at the end last.</summary>
internal static class RunTables
{
    public static IReadOnlyList<string> All { get; } =
    [
        """
        create table if not exists bot_run (
         id {id} not null primary key,
         bot {text} not null,
         trigger_kind {small} not null,
         priority {small} not null,
         due {int},
         created {int} not null,
         payload_version {int} not null,
         is_dry {small} not null,
         direct {small} not null,
         idem_key {text},
         caller {text},
         parent_id {id},
         root_id {id},
         trace_id {text},
         traceparent {text},
         replay_of {id},
         input {bytes},
         state {small} not null,
         status {small},
         started {int},
         ended {int},
         duration {int},
         attempts {int},
         deliveries {int},
         lost {int},
         redeliveries {int},
         fence {int},
         node {id},
         is_erased {small},
         output {bytes},
         code {text},
         error {text}) {wide}
        """,
        """
        create table if not exists bot_queue (
         id {id} not null primary key,
         bot {text} not null,
         state {small} not null,
         direct {small} not null,
         rank {int} not null,
         due {int} not null,
         priority {small} not null,
         payload_version {int} not null,
         max_lost {int} not null,
         deliveries {int} not null,
         lost {int} not null,
         redeliveries {int} not null,
         fence {int} not null,
         owner {id},
         claim {int},
         cancel {small} not null,
         started {int},
         progress {real},
         progress_text {text},
         progress_at {int}) {narrow}
        """,
        """
        create table if not exists bot_attempt (
         run_id {id} not null,
         fence {int} not null,
         delivery {int} not null,
         node {id},
         started {int} not null,
         ended {int} not null,
         ending {small} not null,
         attempts {int} not null,
         code {text},
         primary key (run_id, fence)) {narrow}
        """,
        """
        create table if not exists bot_checkpoint (
         run_id {id} not null,
         step {text} not null,
         place {int} not null,
         fence {int} not null,
         content {bytes},
         primary key (run_id, step)) {plain}
        """,
        """
        create table if not exists bot_idem (
         bot {text} not null,
         idem_key {text} not null,
         run_id {id} not null,
         hash {bytes},
         stored {small} not null,
         expires {int} not null,
         primary key (bot, idem_key)) {narrow}
        """,
        """
        create table if not exists bot_log (
         place {auto},
         run_id {id} not null,
         bot {text} not null,
         fence {int} not null,
         seq {int} not null,
         logged {int} not null,
         level {small} not null,
         event_id {int} not null,
         category {text} not null,
         message {text} not null,
         code {text},
         dropped {int}) {plain}
        """,
    ];
}

using BotKit.Workflows;
using static BotKit.Workflows.WorkflowEdgeKind;
using static BotKit.Workflows.WorkflowNodeState;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Graphs to draw.</summary>
internal static class Graphs
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An order: a loop, a choice with three ways, a catch, a saga, a Parallel with a Map inside.</summary>
    public static WorkflowGraph Order { get; } = new()
    {
        ExecutionId = new Guid("019b8d2c-0130-75cc-95c7-465bf28015ef"),
        Bot = "workflow",
        Workflow = "order",
        Version = "3",
        Steps = 23,
        StartedAt = Noon,
        StartAt = "Check order",
        Pause = new BotPause("Stock-taking", "ada", Noon, null),
        Nodes =
        [
            new("Check order", "Task", Succeeded) { Resource = "bot:order-check", Entries = 1, TimeSpent = TimeSpan.FromMilliseconds(212), Input = """{"order":17}""", Output = """{"ok":true}""" },
            new("How large?", "Choice", Succeeded) { Entries = 3, TimeSpent = TimeSpan.FromMilliseconds(1) },
            new("Ask the manager, who may be on holiday", "Task", Waiting) { Resource = "signal:approved", Signal = "approved", Entries = 1, TimeSpent = TimeSpan.FromHours(27) },
            new("Wait a day", "Wait", Succeeded) { Entries = 2, TimeSpent = TimeSpan.FromDays(2) },
            new("Reserve", "Task", Compensated) { Resource = "http", Entries = 1, Retries = 2, TimeSpent = TimeSpan.FromSeconds(3.4) },
            new("Release reservation", "Task", Succeeded) { Resource = "http", Entries = 1, TimeSpent = TimeSpan.FromSeconds(1) },
            new("Do it all", "Parallel", Running) { Entries = 1, TimeSpent = TimeSpan.FromMinutes(12) },
            new("Invoice", "Task", Succeeded) { Parent = "Do it all", Resource = "bot:invoice", Entries = 1, TimeSpent = TimeSpan.FromSeconds(2) },
            new("Send invoice", "Task", Caught) { Parent = "Do it all", Resource = "email", Entries = 1, Error = "Email.Refused", TimeSpent = TimeSpan.FromSeconds(1) },
            new("Print it", "Task", Succeeded) { Parent = "Do it all", Resource = "bot:print", Entries = 1, IsEnd = true, TimeSpent = TimeSpan.FromSeconds(9) },
            new("Each item", "Map", Running) { Parent = "Do it all", Branch = 1, Entries = 1, IsEnd = true, TimeSpent = TimeSpan.FromMinutes(11) },
            new("Pick", "Task", Succeeded) { Parent = "Each item", Resource = "workflow:pick", Entries = 12, TimeSpent = TimeSpan.FromMinutes(8) },
            new("Pack", "Task", Running) { Parent = "Each item", Resource = "bot:pack", Entries = 7, IsEnd = true, TimeSpent = TimeSpan.FromMinutes(3) },
            new("Tell the shop", "Pass", Succeeded) { Parent = "Do it all", Branch = 2, Entries = 1, IsEnd = true, TimeSpent = TimeSpan.FromMilliseconds(1) },
            new("Thank", "Task", NotReached) { Resource = "email" },
            new("Apologise", "Task", Failed) { Resource = "email", Entries = 1, Error = "Email.Unavailable", TimeSpent = TimeSpan.FromSeconds(30) },
            new("Done", "Succeed", NotReached) { IsEnd = true },
            new("Given up", "Fail", NotReached) { IsEnd = true },
        ],
        Edges =
        [
            new("Check order", "How large?", Next) { Taken = 1 },
            new("Check order", "Apologise", Catch) { Label = "States.ALL" },
            new("How large?", "Ask the manager, who may be on holiday", WorkflowEdgeKind.Choice) { Label = "$.total > 1000", Taken = 1 },
            new("How large?", "Wait a day", WorkflowEdgeKind.Choice) { Label = "$.stock == 0", Taken = 2 },
            new("How large?", "Reserve", Default) { Label = "otherwise" },
            new("Wait a day", "How large?", Next) { Taken = 2 },
            new("Ask the manager, who may be on holiday", "Reserve", Next),
            new("Reserve", "Do it all", Next) { Taken = 1 },
            new("Reserve", "Release reservation", Compensate) { Taken = 1 },
            new("Reserve", "Apologise", Catch) { Label = "Http.NotAllowed" },
            new("Do it all", "Invoice", Branch) { Taken = 1 },
            new("Do it all", "Each item", Branch) { Taken = 1 },
            new("Do it all", "Tell the shop", Branch) { Taken = 1 },
            new("Invoice", "Send invoice", Next) { Taken = 1 },
            new("Send invoice", "Print it", Catch) { Label = "Email.Refused", Taken = 1 },
            new("Each item", "Pick", Branch) { Taken = 12 },
            new("Pick", "Pack", Next) { Taken = 7 },
            new("Do it all", "Thank", Next),
            new("Do it all", "Apologise", Catch) { Label = "States.ALL", Taken = 1 },
            new("Thank", "Done", Next),
            new("Apologise", "Given up", Next),
        ],
    };

    /// <summary>A chain, of which every state may go back to the first, and to all further on.</summary>
    public static WorkflowGraph Dense(int states, int ways)
    {
        var random = new Random(17);
        var nodes = Enumerable.Range(0, states).Select(i => new WorkflowNode($"S{i}", "Task", NotReached)).ToList();
        var edges = Enumerable.Range(1, states - 1).Select(i => new WorkflowEdge($"S{i - 1}", $"S{i}", Next)).ToList();
        edges.AddRange(Enumerable.Range(0, ways).Select(_ => new WorkflowEdge($"S{random.Next(states)}", $"S{random.Next(states)}", Catch)));
        return Order with { StartAt = "S0", Nodes = nodes, Edges = edges };
    }
}

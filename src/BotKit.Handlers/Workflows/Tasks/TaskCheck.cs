using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>A Task of a definition whose resource looks for mistakes.</summary>
/// <param name="target">What stands behind the colon of the resource; empty when it has none.</param>
/// <param name="parameters">The Parameters as they are written: members that end in <c>.$</c> hold paths. <see langword="null"/> when there are none.</param>
/// <param name="report">Takes what is wrong, as a sentence for people, and whether it only warns.</param>
internal sealed class TaskCheck(string target, JsonNode? parameters, Action<string, bool> report)
{
    public string Target => target;

    public JsonNode? Parameters => parameters;

    /// <summary>Whether the Task tells how long it may go without a sign of life.</summary>
    public bool HasHeartbeat { get; init; }

    public void Error(string message) => report(message, false);

    public void Warn(string message) => report(message, true);
}

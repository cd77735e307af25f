using System.Text.Json;
using System.Text.Json.Serialization;
using BotKit.Json;
using BotKit.Workflows;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What became of a workflow's run: <c>Signaled</c>, <c>Paused</c> or <c>Resumed</c>.</summary>
internal sealed record WorkflowChangeBody(Guid ExecutionId, string Change)
{
    [JsonPropertyOrder(-1)]
    public bool Success { get; } = true;
}

/// <summary>Of what to tell a run.</summary>
/// <param name="Name">The signal.</param>
/// <param name="Payload">What it brings along; nothing is <c>null</c>.</param>
internal sealed record SignalBody(string Name, JsonElement? Payload = null)
{
    public IReadOnlyList<BotFieldError> FindProblems()
        => WorkflowSignalName.IsWellFormed(Name)
            ? []
            : [new("$.name", $"A signal has 1 to {WorkflowSignalName.MaxLength} letters, digits, dots, underscores and hyphens.", FieldCodes.InvalidFormat)];

    public ReadOnlyMemory<byte> PayloadJson() => Payload is { } payload ? JsonSerializer.SerializeToUtf8Bytes(payload, RequestJson.Default.JsonElement) : default;
}

/// <summary>Why to pause a run.</summary>
internal sealed record WorkflowPauseBody(string Reason)
{
    public IReadOnlyList<BotFieldError> FindProblems() => new PauseBody(Reason).FindProblems();
}

/// <summary>Where to begin anew.</summary>
/// <param name="FromState">The state; by default that in which the run ended.</param>
internal sealed record WorkflowRestartBody(string? FromState = null)
{
    // Amazon States Language, "States": a state's name has at most 80 characters.
    private const int MaxName = 80;

    public IReadOnlyList<BotFieldError> FindProblems()
    {
        var problems = new List<BotFieldError>();
        if (FromState is not null && (FromState.Length is 0 or > MaxName || FromState.Any(char.IsControl)))
        {
            problems.Add(new("$.fromState", $"A state's name has 1 to {MaxName} characters, none of them a control character.", FieldCodes.OutOfRange));
        }

        return problems;
    }
}

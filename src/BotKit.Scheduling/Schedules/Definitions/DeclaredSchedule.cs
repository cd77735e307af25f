using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>A schedule as code or file says it, before anybody has looked whether it is right.</summary>
/// <param name="Definition">All of it but the input.</param>
/// <param name="Source">Who says it.</param>
/// <param name="Place">Where it stands, for messages.</param>
internal sealed record DeclaredSchedule(BotScheduleDefinition Definition, BotScheduleSource Source, string Place)
{
    /// <summary>The input as an object, or <see langword="null"/>.</summary>
    public object? Input { get; init; }

    /// <summary>The input as JSON, where there is no object; <see langword="null"/> for none.</summary>
    public ReadOnlyMemory<byte>? InputJson { get; init; }

    /// <summary>Whether all that was said could be read; what could not was said already.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>A problem as it is told: in configuration by its full path.</summary>
    public string Describe(BotFieldError problem)
        => Source == BotScheduleSource.File ? $"{Place}:{KeyOf(problem.Path)}: {problem.Message}" : $"{Place}: {problem.Path}: {problem.Message}";

    public BotRequest ToRequest()
        => Input is { } input ? new BotRequest(Definition.Bot, input) : BotRequest.FromJson(Definition.Bot, InputJson ?? "{}"u8.ToArray());

    private static string KeyOf(string path)
        => char.ToUpperInvariant(path[0]) + path[1..].Replace('.', ':').Replace('[', ':').Replace("]", "", StringComparison.Ordinal);
}

using System.Text.Json.Serialization.Metadata;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What one route and method do: it names the parameters that are let in, and the OpenAPI document is made of it.</summary>
/// <param name="Id">Its name in generated clients.</param>
/// <param name="Summary">What it does, in a sentence.</param>
internal sealed record ApiOperation(string Id, string Summary)
{
    /// <summary>The parameters of its query; it refuses every other one.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>The header fields that it reads.</summary>
    public IReadOnlyList<ApiParameter> Headers { get; init; } = [];

    /// <summary>What it reads from its body; <see langword="null"/> when it reads none, or a bot's input.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>Whether its body may be absent.</summary>
    public bool IsBodyOptional { get; init; }

    /// <summary>What its body holds on success; <see langword="null"/> for a bot's result or what is no JSON.</summary>
    public JsonTypeInfo? Answer { get; init; }

    /// <summary>The status of a success. Default 200.</summary>
    public IReadOnlyList<int> Success { get; init; } = [200];

    /// <summary>The header fields of its successes, by status.</summary>
    public IReadOnlyList<(int Status, ApiParameter Header)> SuccessHeaders { get; init; } = [];

    /// <summary>Whether it changes something: it is a POST, PUT or DELETE.</summary>
    public bool Changes { get; init; }

    /// <summary>The statuses of problems beyond those that every route may answer with.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>Whether its body may be any bot's input, or absent.</summary>
    public bool TakesAnyInput { get; init; }

    /// <summary>Whether its body is a file, of any media type.</summary>
    public bool TakesFile { get; init; }

    /// <summary>Whether what it answers with is a file, of any media type.</summary>
    public bool GivesFile { get; init; }

    /// <summary>Whether it begins a run: its problems name an execution id.</summary>
    public bool StartsRun { get; init; }
}

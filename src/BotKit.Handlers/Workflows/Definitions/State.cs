namespace BotKit.Handlers.Workflows;

/// <summary>A state of a workflow: what all types have.</summary>
internal abstract class State
{
    public required string Name { get; init; }

    /// <summary>Its place in the definition.</summary>
    public int Index { get; set; }

    /// <summary>The Parallel or Map that it is inside of.</summary>
    public State? Parent { get; set; }

    /// <summary>In which branch of a Parallel.</summary>
    public int Branch { get; set; }

    public abstract string Type { get; }

    public string? Comment { get; init; }

    public string? Next { get; init; }

    public bool End { get; init; }

    public PathField InputPath { get; init; } = PathField.Whole;

    public PathField OutputPath { get; init; } = PathField.Whole;

    public PathField ResultPath { get; init; } = PathField.Whole;

    public PayloadTemplate? Parameters { get; init; }

    public PayloadTemplate? ResultSelector { get; init; }

    public PayloadTemplate.Members? Assign { get; init; }

    public IReadOnlyList<Retrier> Retry { get; init; } = [];

    public IReadOnlyList<Catcher> Catch { get; init; } = [];

    /// <summary>The machines inside it.</summary>
    public virtual IReadOnlyList<Machine> Machines => [];

    /// <summary>Whether nothing comes after it.</summary>
    public virtual bool IsEnd => End;
}

using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>An input with everything that configuration flattens.</summary>
public sealed record ShapeInput
{
    public string Text { get; init; } = "";

    public string? Digits { get; init; }

    public int Number { get; init; }

    public decimal? Price { get; init; }

    public bool IsOn { get; init; }

    public DayOfWeek Day { get; init; }

    public IReadOnlyList<int> Numbers { get; init; } = [];

    public IReadOnlyList<string> Words { get; init; } = [];

    public Dictionary<string, bool> Flags { get; init; } = [];

    public ShapeChild? Child { get; init; }

    public Shape? Shape { get; init; }

    public JsonElement? Free { get; init; }

    [Sensitive]
    public string? Secret { get; init; }
}

public sealed record ShapeChild(string Name, IReadOnlyList<ShapeChild> Children);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Square(int Side, bool IsFilled) : Shape;

public sealed class ShapeBot(ShapeLog log) : BaseBot<ShapeInput, Nothing>
{
    protected override ValueTask<Nothing> ExecuteAsync(ShapeInput input, BotContext context, CancellationToken cancellationToken)
    {
        log.Inputs.Add(input);
        return new(Nothing.Value);
    }
}

public sealed class ShapeLog
{
    public List<ShapeInput> Inputs { get; } = [];
}

public sealed class ShapeValidator : AbstractValidator<ShapeInput>
{
    public ShapeValidator() => RuleFor(static input => input.Number).LessThan(100);
}

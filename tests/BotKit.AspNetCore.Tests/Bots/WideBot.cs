using FluentValidation;

namespace BotKit.AspNetCore.Tests;

public enum WideKind
{
    One,
    Two,
}

/// <summary>An input with a member of every kind that a bad body may try.</summary>
public sealed record WideInput(
    string Text,
    int Number = 0,
    decimal Amount = 0,
    double Ratio = 0,
    DateTimeOffset? When = null,
    WideKind Kind = WideKind.One,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyDictionary<string, string>? Map = null,
    WideChild? Child = null,
    System.Text.Json.JsonElement? Any = null);

public sealed record WideChild(string Text, WideChild? Child = null);

internal sealed class WideBot(ScriptedWork work) : BaseBot<WideInput, WideInput>
{
    protected override async ValueTask<WideInput> ExecuteAsync(WideInput input, BotContext context, CancellationToken cancellationToken)
    {
        await work.DoAsync(context, cancellationToken);
        return input;
    }
}

internal sealed class WideInputValidator : AbstractValidator<WideInput>
{
    public WideInputValidator() => RuleFor(input => input.Text).NotEmpty().MaximumLength(200_000);
}

/// <summary>A bot of several operations, told apart by a member.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Add), "add")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Rename), "rename")]
public abstract record Operation
{
    public sealed record Add(int Number) : Operation;

    public sealed record Rename(string Text) : Operation;
}

internal sealed class OperationBot : BaseBot<Operation, string>
{
    protected override ValueTask<string> ExecuteAsync(Operation input, BotContext context, CancellationToken cancellationToken)
        => new(input.GetType().Name);
}

internal sealed class NothingBot : BaseBot<Nothing, Nothing>
{
    protected override ValueTask<Nothing> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken)
        => new(Nothing.Value);
}

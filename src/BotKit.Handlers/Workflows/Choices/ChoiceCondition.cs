using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>The condition of a rule: a closed set of typed operators.</summary>
/// <remarks>Amazon States Language, "Choice State".</remarks>
internal abstract class ChoiceCondition
{
    /// <summary>Whether it is met.</summary>
    /// <exception cref="StateFailureException"><see cref="ErrorNames.Runtime"/>: it looks at what is not there.</exception>
    public abstract bool IsMet(DataScope scope);

    public abstract IEnumerable<StatePath> Paths { get; }

    /// <summary>The condition in short, for people.</summary>
    public abstract string Summary { get; }

    internal sealed class All(IReadOnlyList<ChoiceCondition> inner) : ChoiceCondition
    {
        public override IEnumerable<StatePath> Paths => inner.SelectMany(static it => it.Paths);

        public override string Summary => string.Join(" and ", inner.Select(static it => it.Summary));

        public override bool IsMet(DataScope scope) => inner.All(it => it.IsMet(scope));
    }

    internal sealed class Any(IReadOnlyList<ChoiceCondition> inner) : ChoiceCondition
    {
        public override IEnumerable<StatePath> Paths => inner.SelectMany(static it => it.Paths);

        public override string Summary => string.Join(" or ", inner.Select(static it => it.Summary));

        public override bool IsMet(DataScope scope) => inner.Any(it => it.IsMet(scope));
    }

    internal sealed class Not(ChoiceCondition inner) : ChoiceCondition
    {
        public override IEnumerable<StatePath> Paths => inner.Paths;

        public override string Summary => $"not {inner.Summary}";

        public override bool IsMet(DataScope scope) => !inner.IsMet(scope);
    }

    /// <summary>One operator.</summary>
    internal sealed class Test(StatePath variable, string name, ChoiceOperator isMet, JsonNode? constant, StatePath? other) : ChoiceCondition
    {
        public override IEnumerable<StatePath> Paths => other is null ? [variable] : [variable, other];

        public override string Summary => $"{variable} {name} {(other is null ? JsonNodes.Write(constant) : other.Text)}";

        public override bool IsMet(DataScope scope)
        {
            if (name == ChoiceOperators.IsPresent)
            {
                return scope.TryRead(variable, out _) == (JsonNodes.TryBoolean(constant, out var wanted) && wanted);
            }

            return isMet(Read(scope, variable), other is null ? constant : Read(scope, other));
        }

        private static JsonNode? Read(DataScope scope, StatePath path)
            => scope.TryRead(path, out var value)
                ? value
                : throw StateFailureException.Runtime($"Invalid path '{path.Text}': the Choice's condition references a value that is not there.");
    }
}

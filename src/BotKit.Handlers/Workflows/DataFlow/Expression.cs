using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>What stands for a value in a definition: a constant, a path, or a call of an intrinsic function.</summary>
internal abstract class Expression
{
    /// <summary>Works it out.</summary>
    /// <param name="scope">What it can see.</param>
    /// <param name="field">The field of the definition that it stands in.</param>
    /// <returns>A node that may have a parent.</returns>
    public abstract JsonNode? Evaluate(DataScope scope, string field);

    /// <summary>The paths in it.</summary>
    public virtual IEnumerable<StatePath> Paths => [];

    internal sealed class Constant(JsonNode? value) : Expression
    {
        public override JsonNode? Evaluate(DataScope scope, string field) => value;
    }

    internal sealed class Path(StatePath path) : Expression
    {
        public override IEnumerable<StatePath> Paths => [path];

        public override JsonNode? Evaluate(DataScope scope, string field) => scope.Read(path, field);
    }

    internal sealed class Call(string name, Intrinsic function, IReadOnlyList<Expression> arguments) : Expression
    {
        public override IEnumerable<StatePath> Paths => arguments.SelectMany(static it => it.Paths);

        public override JsonNode? Evaluate(DataScope scope, string field)
            => function(new IntrinsicCall(name, [.. arguments.Select(it => it.Evaluate(scope, field))], scope.Source));
    }
}

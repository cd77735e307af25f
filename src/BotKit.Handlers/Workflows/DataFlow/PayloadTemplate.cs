using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>JSON of a definition in which members whose name ends in <c>.$</c> stand for what their path or call comes to.</summary>
/// <remarks>Amazon States Language, "Payload Template".</remarks>
internal abstract class PayloadTemplate
{
    /// <summary>Fills it in.</summary>
    /// <returns>A node without a parent.</returns>
    public abstract JsonNode? Fill(DataScope scope);

    public abstract IEnumerable<StatePath> Paths { get; }

    internal sealed class Literal(JsonNode? value) : PayloadTemplate
    {
        public override IEnumerable<StatePath> Paths => [];

        public override JsonNode? Fill(DataScope scope) => value?.DeepClone();
    }

    internal sealed class Dynamic(string field, Expression expression) : PayloadTemplate
    {
        public override IEnumerable<StatePath> Paths => expression.Paths;

        public override JsonNode? Fill(DataScope scope) => JsonNodes.Copy(expression.Evaluate(scope, field));
    }

    internal sealed class List(IReadOnlyList<PayloadTemplate> elements) : PayloadTemplate
    {
        public override IEnumerable<StatePath> Paths => elements.SelectMany(static it => it.Paths);

        public override JsonNode? Fill(DataScope scope) => new JsonArray([.. elements.Select(it => it.Fill(scope))]);
    }

    internal sealed class Members(IReadOnlyList<KeyValuePair<string, PayloadTemplate>> members) : PayloadTemplate
    {
        public IReadOnlyList<KeyValuePair<string, PayloadTemplate>> All => members;

        public override IEnumerable<StatePath> Paths => members.SelectMany(static it => it.Value.Paths);

        public override JsonNode? Fill(DataScope scope)
        {
            var filled = new JsonObject();
            foreach (var (name, value) in members)
            {
                filled[name] = value.Fill(scope);
            }

            return filled;
        }
    }
}

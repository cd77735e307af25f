using System.Collections;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using BotKit.Json;

namespace BotKit.Validation;

/// <summary>
/// The texts of an input's sensitive values, so that no message of another member repeats one. Texts of fewer than
/// <see cref="MinLength"/> characters are left out: they would hide every message.
/// </summary>
internal sealed class SensitiveTexts
{
    public const int MinLength = 3;
    private readonly HashSet<string> _texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<object> _seenSensitive = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    private SensitiveTexts()
    {
    }

    public static IReadOnlyCollection<string> Collect(object input, JsonTypeInfo contract)
    {
        var texts = new SensitiveTexts();
        texts.Visit(input, contract, isSensitive: false, depth: 0);
        return texts._texts;
    }

    private void Visit(object? value, JsonTypeInfo contract, bool isSensitive, int depth)
    {
        // An input made by code may hold cycles.
        if (value is null || depth > BotJson.MaxDepth || !(isSensitive ? _seenSensitive : _seen).Add(value))
        {
            return;
        }

        if (contract.Options.TryGetTypeInfo(value.GetType(), out var actual))
        {
            contract = actual;
        }

        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object:
                foreach (var property in contract.Properties)
                {
                    if (property.Get is { } get)
                    {
                        Visit(get(value), contract, isSensitive || SensitiveMembers.IsSensitive(property), depth + 1);
                    }
                }

                break;

            case JsonTypeInfoKind.Dictionary when value is IDictionary entries:
                foreach (DictionaryEntry entry in entries)
                {
                    Visit(entry.Key, contract, isSensitive, depth + 1);
                    Visit(entry.Value, contract, isSensitive, depth + 1);
                }

                break;

            case JsonTypeInfoKind.Enumerable when value is IEnumerable items:
                foreach (var item in items)
                {
                    Visit(item, contract, isSensitive, depth + 1);
                }

                break;

            default:
                if (isSensitive && value is not bool && Convert.ToString(value, CultureInfo.CurrentCulture) is { Length: >= MinLength } text)
                {
                    _texts.Add(text);
                }

                break;
        }
    }
}

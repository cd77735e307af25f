using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>Which of the closed list of types a polymorphic object is.</summary>
/// <param name="Contract">The type's contract; <see langword="null"/> when the discriminator is missing or unknown.</param>
/// <param name="Code">What is wrong with the discriminator.</param>
/// <param name="Sentence">The same in words.</param>
internal readonly record struct DiscriminatorChoice(JsonTypeInfo? Contract, string Code = "", string Sentence = "")
{
    private const int MaxListed = 50;

    public static DiscriminatorChoice Of(JsonElement element, JsonTypeInfo info, JsonPolymorphismOptions polymorphism)
    {
        if (!element.TryGetProperty(polymorphism.TypeDiscriminatorPropertyName, out var given))
        {
            return info.Type.IsAbstract
                ? new(null, FieldCodes.Required, $"This member is required. {Known(polymorphism)}")
                : new(info);
        }

        foreach (var derived in polymorphism.DerivedTypes)
        {
            if (Matches(given, derived.TypeDiscriminator) && info.Options.TryGetTypeInfo(derived.DerivedType, out var contract))
            {
                return new(contract);
            }
        }

        return polymorphism.IgnoreUnrecognizedTypeDiscriminators && !info.Type.IsAbstract
            ? new(info)
            : new(null, FieldCodes.UnknownDiscriminator, Known(polymorphism));
    }

    private static bool Matches(JsonElement given, object? discriminator) => given.ValueKind switch
    {
        JsonValueKind.String => discriminator is string name && given.ValueEquals(name),
        JsonValueKind.Number => discriminator is int number && given.TryGetInt32(out var value) && value == number,
        _ => false,
    };

    private static string Known(JsonPolymorphismOptions polymorphism)
    {
        var names = new List<object>();
        foreach (var derived in polymorphism.DerivedTypes)
        {
            if (derived.TypeDiscriminator is { } name && names.Count < MaxListed)
            {
                names.Add(name);
            }
        }

        return $"Must be one of: {string.Join(", ", names)}.";
    }
}

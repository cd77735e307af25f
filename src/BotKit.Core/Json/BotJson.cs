using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>
/// The JSON of inputs and results: strict, camelCase, enums by name, never a type name. Types are known through the resolvers
/// the host gave, and through reflection only where that is enabled.
/// </summary>
internal sealed class BotJson
{
    /// <summary>How deep the JSON of an input may nest.</summary>
    public const int MaxDepth = 32;

    public BotJson(IEnumerable<IJsonTypeInfoResolver> resolvers, bool allowReflection = true)
    {
        var resolver = JsonTypeInfoResolver.Combine([new NothingResolver(), .. resolvers, Reflection(allowReflection)])
            .WithAddedModifier(ContractRules.WriteNulls);
        Options = Create(resolver.WithAddedModifier(ContractRules.DropIgnored));
        // Showing a value must not fail because a number is not finite; reading one from a caller must.
        Masked = Create(resolver.WithAddedModifier(SensitiveMembers.Mask));
        Masked.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
        Options.MakeReadOnly();
        Masked.MakeReadOnly();
    }

    /// <summary>Reads inputs, and writes what must be read again.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>Writes what people see: members marked <see cref="SensitiveAttribute"/> come out as <see cref="SensitiveAttribute.Mask"/>. It cannot read.</summary>
    public JsonSerializerOptions Masked { get; }

    /// <summary>The contract of a type; <see langword="null"/> when no resolver knows the type or it has no valid contract.</summary>
    public JsonTypeInfo? Find(Type type) => Find(Options, type);

    /// <summary>The contract that masks; <see langword="null"/> when no resolver knows the type or it has no valid contract.</summary>
    public JsonTypeInfo? FindMasked(Type type) => Find(Masked, type);

    /// <summary>The contract of a type; <see langword="null"/> when no resolver of these options knows the type or it has no valid contract.</summary>
    public static JsonTypeInfo? Find(JsonSerializerOptions options, Type type)
    {
        try
        {
            return options.TryGetTypeInfo(type, out var info) ? info : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            // A type made for callers in code only (constructor parameters without properties, say) is no mistake.
            return null;
        }
    }

    private static JsonSerializerOptions Create(IJsonTypeInfoResolver resolver)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.Strict,
            AllowOutOfOrderMetadataProperties = true,
            // What is read was held to MaxDepth before; what is written may wrap it, and values count as a level of their own then.
            MaxDepth = 2 * MaxDepth,
            TypeInfoResolver = resolver,
        };
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            options.Converters.Add(new EnumNames());
        }

        return options;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where reflection is enabled.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where reflection is enabled.")]
    private static DefaultJsonTypeInfoResolver? Reflection(bool allow)
        => JsonSerializer.IsReflectionEnabledByDefault && allow ? new DefaultJsonTypeInfoResolver() : null;
}

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using BotKit.Json;
using FluentValidation.Validators;

namespace BotKit.Validation;

/// <summary>What members hold when JSON leaves them out, and whether rules accept that.</summary>
internal sealed class AbsentValue(JsonTypeInfo contract)
{
    private readonly object? _instance = Create(contract);

    /// <summary>Whether the member must be present, by its contract or by a rule that refuses what it holds otherwise.</summary>
    public bool IsRequired(JsonPropertyInfo property, NodeRules rules)
    {
        if (property.IsRequired)
        {
            return true;
        }

        foreach (var rule in rules.Rules)
        {
            if (rule is { IsConditional: false, IsAboutThis: true } && !Accepts(rule.Component.Validator, property))
            {
                return true;
            }
        }

        return false;
    }

    private bool Accepts(IPropertyValidator rule, JsonPropertyInfo property) => rule switch
    {
        INotNullValidator => !IsKnown(property, out var value) || value is not null,
        INotEmptyValidator => !IsKnown(property, out var value) || !IsEmpty(value, property.PropertyType),
        _ => true,
    };

    /// <summary>What the member holds; unknown where only its own initializer knows.</summary>
    private bool IsKnown(JsonPropertyInfo property, out object? value)
    {
        value = null;
        if (property.AssociatedParameter is { } parameter)
        {
            value = parameter.DefaultValue;
            return true;
        }

        if (_instance is not null)
        {
            value = property.Get?.Invoke(_instance);
            return property.Get is not null;
        }

        return ContractMembers.AllowsNull(property);
    }

    private static bool IsEmpty(object? value, Type type) => value switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        ICollection items => items.Count == 0,
        ValueType number => Nullable.GetUnderlyingType(type) is null && number.Equals(RuntimeDefault(number)),
        _ => false,
    };

    // An array's items begin as the default of their type, whatever it is, and need no constructor.
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Arrays of the types of members that exist as boxed values.")]
    private static object? RuntimeDefault(ValueType value) => Array.CreateInstance(value.GetType(), 1).GetValue(0);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Constructors of the input type may throw anything.")]
    private static object? Create(JsonTypeInfo contract)
    {
        try
        {
            return contract.CreateObject?.Invoke();
        }
        catch (Exception)
        {
            return null;
        }
    }
}

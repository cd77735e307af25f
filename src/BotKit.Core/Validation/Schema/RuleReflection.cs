using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace BotKit.Validation;

/// <summary>Reads what FluentValidation keeps to itself: child validators, filters, severities, regular expressions.</summary>
internal static class RuleReflection
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Reads a field or property by its name, wherever in the hierarchy it is.</summary>
    /// <returns>Its value; <see langword="null"/> when there is none of that name.</returns>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Where members were trimmed away the schema says less, and stays true.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where members were trimmed away the schema says less, and stays true.")]
    public static object? Read(object target, string name)
    {
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Own) is { } field)
            {
                return field.GetValue(target);
            }

            if (type.GetProperty(name, Own) is { CanRead: true } property)
            {
                return property.GetValue(target);
            }
        }

        return null;
    }

    /// <summary>Calls a delegate that is likely to ignore its arguments, with none of them.</summary>
    /// <returns>What it returns; <see langword="null"/> when it does look at its arguments.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The author's code, called without its input, may throw anything.")]
    public static object? CallWithoutInput(Delegate function)
    {
        try
        {
            // A static method behind a delegate with a target takes that target first.
            var given = function is { Target: not null, Method.IsStatic: true } ? 1 : 0;
            return function.DynamicInvoke(new object?[function.Method.GetParameters().Length - given]);
        }
        catch (Exception)
        {
            return null;
        }
    }
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace BotKit.Core.Tests.Docs;

/// <summary>Compares a table of options with the class that holds them: key, default, range.</summary>
internal static class OptionTable
{
    private const string OrNull = ", or null";

    /// <summary>Every option below an object, by its key in configuration.</summary>
    public static IEnumerable<(string Key, object Owner, PropertyInfo Property)> Options(object options, string prefix = "")
    {
        foreach (var property in options.GetType().GetProperties())
        {
            if (property.PropertyType.IsClass && property.PropertyType.Namespace == nameof(BotKit))
            {
                foreach (var nested in Options(property.GetValue(options)!, property.Name + ":"))
                {
                    yield return nested;
                }
            }
            else
            {
                yield return (prefix + property.Name, options, property);
            }
        }
    }

    public static void ShouldTell(IReadOnlyList<string[]> rows, object options)
    {
        var known = Options(options).ToList();
        rows.Select(static row => row[0]).Should().BeEquivalentTo(known.Select(static option => option.Key));
        foreach (var (key, owner, property) in known)
        {
            var row = rows.Single(row => row[0] == key);
            Parse(row[1], property.PropertyType).Should().Be(property.GetValue(owner), $"'{row[1]}' is the default of {key}");
            ShouldTellRange(row[2], key, property);
        }
    }

    public static void ShouldTellRange(string range, string key, PropertyInfo property)
    {
        var rules = property.GetCustomAttributes<ValidationAttribute>().ToList();
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum)
        {
            range.Split(", ").Should().Equal(Enum.GetNames(type), $"these are the values of {key}");
        }
        else if (rules is [StringLengthAttribute text])
        {
            range.Should().Be($"up to {text.MaximumLength} characters");
        }
        else if (rules.Count == 0)
        {
            range.Should().BeEmpty($"{key} has no range");
        }
        else
        {
            range.EndsWith(OrNull, StringComparison.Ordinal).Should().Be(type != property.PropertyType, $"null says none where {key} may be none");
            var bounds = range.Replace(OrNull, "", StringComparison.Ordinal).Split(" to ");
            var (low, high) = (Parse(bounds[0], type)!, Parse(bounds[1], type)!);
            IsValid(low).Should().BeTrue($"{low} is the lowest value of {key}");
            IsValid(high).Should().BeTrue($"{high} is the highest value of {key}");
            IsValid(Next(low, -1)).Should().BeFalse($"{low} is the lowest value of {key}");
            IsValid(Next(high, 1)).Should().BeFalse($"{high} is the highest value of {key}");
        }

        bool IsValid(object value) => rules.TrueForAll(rule => rule.IsValid(value));
    }

    private static object Next(object value, int step) => value switch
    {
        TimeSpan span => span + TimeSpan.FromTicks(step),
        int number => number + step,
        long number => number + step,
        _ => throw new NotSupportedException($"{value.GetType()} has no next value."),
    };

    private static object? Parse(string text, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return text is "none" or "empty" && !type.IsEnum ? null
            : type.IsEnum ? Enum.Parse(type, text)
            : type == typeof(TimeSpan) ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
            : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
    }
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace BotKit;

/// <summary>A range of time spans; unlike the framework's range attribute it needs no type converter, so it can be trimmed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationAttribute(string min, string max) : ValidationAttribute
{
    private readonly TimeSpan _min = TimeSpan.Parse(min, CultureInfo.InvariantCulture);
    private readonly TimeSpan _max = TimeSpan.Parse(max, CultureInfo.InvariantCulture);

    public override bool IsValid(object? value)
        => value is null || (value is TimeSpan span && span >= _min && span <= _max);

    public override string FormatErrorMessage(string name)
        => string.Create(CultureInfo.InvariantCulture, $"{name} must be between {_min} and {_max} (d.hh:mm:ss).");
}

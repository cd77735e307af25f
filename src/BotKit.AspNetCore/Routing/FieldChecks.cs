using BotKit.Json;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Checks members of bodies that are written as text.</summary>
internal static class FieldChecks
{
    public static void Instant(List<BotFieldError> problems, string path, string? text)
    {
        if (text is not null && Endpoints.Instant.Parse(text) is null)
        {
            problems.Add(new(path, $"Must be {Endpoints.Instant.Rule}.", FieldCodes.InvalidFormat));
        }
    }

    /// <summary>By name only, as the API writes it.</summary>
    public static void Choice<T>(List<BotFieldError> problems, string path, string text)
        where T : struct, Enum
    {
        if (!Enum.GetNames<T>().Contains(text, StringComparer.Ordinal))
        {
            problems.Add(new(path, $"Must be one of {string.Join(", ", Enum.GetNames<T>())}.", FieldCodes.OutOfRange));
        }
    }

    public static void Length(List<BotFieldError> problems, string path, string text, int max)
    {
        if (text.Length > max)
        {
            problems.Add(new(path, $"Must have at most {max} characters.", FieldCodes.OutOfRange));
        }
    }

    public static void Range(List<BotFieldError> problems, string path, int number, int min, int max)
    {
        if (number < min || number > max)
        {
            problems.Add(new(path, $"Must be from {min} to {max}.", FieldCodes.OutOfRange));
        }
    }
}

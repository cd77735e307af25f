using System.Globalization;
using BotKit.AspNetCore.Envelope;
using Microsoft.AspNetCore.Http;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Reads the parameters of a list, and remembers the first that is not well-formed.</summary>
internal sealed class ApiQuery(HttpRequest request)
{
    public Problem? Problem { get; private set; }

    public string? Text(string name) => Single(name);

    public int Number(string name, int fallback, int max)
    {
        if (Single(name) is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max
            ? number
            : Refuse(fallback, $"{name} is a whole number from 1 to {max}.");
    }

    public bool Flag(string name)
        => Single(name) is { } text && (bool.TryParse(text, out var flag) ? flag : Refuse(false, $"{name} is true or false."));

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Single(name) is not { } text)
        {
            return null;
        }

        // By name only: Enum.TryParse takes numbers and lists too.
        foreach (var choice in Enum.GetValues<T>())
        {
            if (string.Equals(choice.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        return Refuse<T?>(null, $"{name} is one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    public DateTimeOffset? Instant(string name)
    {
        if (Single(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : Refuse<DateTimeOffset?>(null, $"{name} is an instant in ISO 8601, such as 2026-01-31T06:00:00Z.");
    }

    public Guid? Id(string name)
    {
        if (Single(name) is not { } text)
        {
            return null;
        }

        return Guid.TryParseExact(text, "D", out var id) ? id : Refuse<Guid?>(null, $"{name} is an execution id.");
    }

    private string? Single(string name)
    {
        if (!request.Query.TryGetValue(name, out var values))
        {
            return null;
        }

        return values is [{ Length: > 0 } single] ? single : Refuse<string?>(null, $"{name} has one value.");
    }

    private T Refuse<T>(T fallback, string message)
    {
        Problem ??= Problem.Malformed(message);
        return fallback;
    }
}

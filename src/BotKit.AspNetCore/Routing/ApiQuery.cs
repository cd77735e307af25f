using System.Globalization;
using BotKit.AspNetCore.Envelope;
using Microsoft.AspNetCore.Http;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Reads the parameters of a list, and remembers the first that is not well-formed.</summary>
internal sealed class ApiQuery(HttpRequest request)
{
    public Problem? Problem { get; private set; }

    /// <summary>What a query says that its route does not understand: a filter that nobody applies must not look like one that was.</summary>
    public static Problem? Refuse(IQueryCollection query, IReadOnlyList<ApiParameter> parameters)
    {
        foreach (var (name, _) in query)
        {
            if (!parameters.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                return Problem.Malformed(parameters.Count == 0
                    ? "The route takes no parameters."
                    : $"The route takes no parameters but {string.Join(", ", parameters.Select(static parameter => parameter.Name))}.");
            }
        }

        return null;
    }

    public string? Text(string name) => Single(name);

    public string? Text(string name, int maxLength)
        => Single(name) is not { } text || text.Length <= maxLength
            ? Single(name)
            : Refuse<string?>(null, $"{name} has at most {maxLength} characters.");

    public int Number(string name, int fallback, int max) => (int)(Whole(name, 1, max) ?? fallback);

    public long? Whole(string name, long min, long max)
    {
        if (Single(name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : Refuse<long?>(null, $"{name} is a whole number from {min} to {max}.");
    }

    public bool Flag(string name) => FlagOrNone(name) ?? false;

    public bool? FlagOrNone(string name)
        => Single(name) is not { } text ? null : bool.TryParse(text, out var flag) ? flag : Refuse<bool?>(null, $"{name} is true or false.");

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
        => Single(name) is not { } text
            ? null
            : Endpoints.Instant.Parse(text) ?? Refuse<DateTimeOffset?>(null, $"{name} is {Endpoints.Instant.Rule}; in a URL its plus sign is written %2B.");

    public Guid? Id(string name)
    {
        if (Single(name) is not { } text)
        {
            return null;
        }

        return Guid.TryParseExact(text, "D", out var id) ? id : Refuse<Guid?>(null, $"{name} is an execution id.");
    }

    public string? OneOf(string name, IReadOnlyList<string> choices)
        => Single(name) is not { } text
            ? null
            : choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? Refuse<string?>(null, $"{name} is one of {string.Join(", ", choices)}.");

    public void Refuse(string message) => Refuse<object?>(null, message);

    private string? Single(string name)
    {
        if (!request.Query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values is not [{ Length: > 0 } single])
        {
            return Refuse<string?>(null, $"{name} has one value.");
        }

        // No filter needs one, and PostgreSQL refuses a NUL in any text.
        return single.Any(char.IsControl) ? Refuse<string?>(null, $"{name} has no control characters.") : single;
    }

    private T Refuse<T>(T fallback, string message)
    {
        Problem ??= Problem.Malformed(message);
        return fallback;
    }
}

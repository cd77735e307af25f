namespace BotKit.AspNetCore.Endpoints;

/// <summary>A parameter that a route takes in its query, or a header field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Schema">Its JSON Schema.</param>
internal sealed record ApiParameter(string Name, string Description, string Schema = """{"type":"string","minLength":1}""")
{
    public static ApiParameter Flag(string name, string description) => new(name, description, """{"type":"boolean","default":false}""");

    public static ApiParameter Instant(string name, string description) => new(name, description, """{"type":"string","format":"date-time"}""");

    public static ApiParameter Id(string name, string description) => new(name, description, """{"type":"string","format":"uuid"}""");

    public static ApiParameter Number(string name, string description, long min, long max, long? fallback = null)
        => new(name, description, $$"""{"type":"integer","minimum":{{min}},"maximum":{{max}}{{(fallback is null ? "" : $",\"default\":{fallback}")}}}""");

    public static ApiParameter Choice<T>(string name, string description)
        where T : struct, Enum
        => Choice(name, description, Enum.GetNames<T>());

    public static ApiParameter Choice(string name, string description, params string[] choices)
        => new(name, description, $$"""{"enum":["{{string.Join("\",\"", choices)}}"]}""");
}

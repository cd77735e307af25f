namespace BotKit.Handlers.Database;

/// <summary>A part of a statement that means something to us.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}

internal enum SqlTokenKind
{
    /// <summary>A keyword, a name without quotes or a number.</summary>
    Word,

    /// <summary>A parameter with its prefix: <c>$name</c>, <c>:name</c>, <c>@name</c>, <c>$1</c>, <c>?</c>.</summary>
    Parameter,

    /// <summary>A text or a name in quotes.</summary>
    Quoted,

    Semicolon,

    Other,
}

namespace BotKit;

/// <summary>A run asked for by the bot's name.</summary>
public sealed class BotRequest
{
    // The input, or its text: one field, since a request is made for each run by name.
    private readonly object _input;

    /// <summary>Asks for a run with an input object.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="input">The input, of the bot's input type.</param>
    public BotRequest(string bot, object input)
    {
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(input);
        Bot = bot;
        _input = input;
    }

    private BotRequest(string bot, JsonInput json)
    {
        ArgumentNullException.ThrowIfNull(bot);
        Bot = bot;
        _input = json;
    }

    /// <summary>The bot's name.</summary>
    public string Bot { get; }

    /// <summary>The input object; <see langword="null"/> when the input is JSON.</summary>
    public object? Input => _input is JsonInput ? null : _input;

    /// <summary>The input as UTF-8 JSON text, when <see cref="Input"/> is <see langword="null"/>.</summary>
    public ReadOnlyMemory<byte> Json => Text is { } text ? text.Utf8 : default;

    /// <summary>How the run comes to be. Default <see cref="BotTrigger.Code"/>.</summary>
    public BotTrigger Trigger { get; init; }

    /// <summary>Key, dry run, caller. Default none.</summary>
    public BotRunOptions? Options { get; init; }

    /// <summary>The input while it is text.</summary>
    internal JsonInput? Text => _input is JsonInput text ? text : null;

    /// <summary>Asks for a run whose input is JSON text; it is parsed, bound and validated inside the run.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="utf8Json">The input; it must not change until the run has ended.</param>
    /// <param name="trigger">How the run comes to be.</param>
    /// <param name="options">Key, dry run, caller.</param>
    public static BotRequest FromJson(
        string bot, ReadOnlyMemory<byte> utf8Json, BotTrigger trigger = BotTrigger.Code, BotRunOptions? options = null)
        => new(bot, new JsonInput(utf8Json)) { Trigger = trigger, Options = options };
}

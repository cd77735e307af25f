namespace BotKit;

/// <summary>The options of the bots are not valid. It lists every error of every bot at once; no bot runs until they are mended.</summary>
public sealed class BotConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errors">The errors, each beginning with the full configuration path it is about.</param>
    public BotConfigurationException(IReadOnlyList<string> errors)
        : base(Describe(errors))
        => Errors = errors;

    /// <summary>The errors, each beginning with the full configuration path it is about, such as <c>Bots:lead:Retry:MaxRetries</c>.</summary>
    public IReadOnlyList<string> Errors { get; }

    private static string Describe(IReadOnlyList<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return string.Join(Environment.NewLine, errors.Select(error => "- " + error).Prepend("The options of the bots are not valid:"));
    }
}

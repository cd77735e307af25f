namespace BotKit.Handlers;

/// <summary>The databases that the database bot may be asked for, bound from the configuration section <c>Databases</c>.</summary>
public sealed class DatabasesOptions
{
    /// <summary>
    /// The databases by the name under which an input asks for them. A name has 1 to 64 letters, digits, <c>-</c> and
    /// <c>_</c>, and its case does not matter. Default empty.
    /// </summary>
    public IDictionary<string, DatabaseOptions> Databases { get; } = new Dictionary<string, DatabaseOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was wrong with the configuration these options were read from; reported together with broken rules.</summary>
    internal List<string> ConfigurationErrors { get; } = [];
}

using BotKit.Handlers.Analytics;

namespace BotKit.Handlers;

/// <summary>What the analytics bot may be asked about, bound from the configuration section <c>Analytics</c>.</summary>
public sealed class AnalyticsOptions
{
    /// <summary>
    /// The datasets by the name under which an input asks for them. All names have 1 to 64 letters, digits, <c>-</c> and <c>_</c>, and their
    /// case does not matter. Default empty.
    /// </summary>
    public IDictionary<string, DatasetOptions> Datasets { get; } = new Dictionary<string, DatasetOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Figures that inputs and reports may name. Default empty.</summary>
    public IDictionary<string, KpiDefinition> Kpis { get; } = new Dictionary<string, KpiDefinition>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reports that inputs may name. Default empty.</summary>
    public IDictionary<string, ReportDefinition> Reports { get; } = new Dictionary<string, ReportDefinition>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The e-mail addresses that reports may go to, by the name under which they ask for them. Default empty.</summary>
    public IDictionary<string, string> Recipients { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The most rows of a source, 1 to 1,000,000,000; a source with more is refused. Default 20,000,000.</summary>
    public long MaxRows { get; set; } = AnalyticsDefaults.MaxRows;

    /// <summary>What was wrong with the configuration these options were read from; reported together with broken rules.</summary>
    internal List<string> ConfigurationErrors { get; } = [];
}

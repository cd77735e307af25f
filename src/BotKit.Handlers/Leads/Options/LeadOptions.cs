using System.ComponentModel.DataAnnotations;
using BotKit.Handlers.Leads;

namespace BotKit.Handlers;

/// <summary>How much the lead bot may hold and keep.</summary>
public sealed class LeadOptions
{
    /// <summary>The most leads that a model is trained on, 200 to 1,000,000; a file with more is refused. About 4 KiB of memory each. Default 200,000.</summary>
    [Range(LeadDefaults.MinTrainingRows, 1_000_000)]
    public int MaxTrainingRows { get; set; } = LeadDefaults.MaxTrainingRows;

    /// <summary>The most leads among which duplicates are looked for, 1 to 1,000,000; a file with more is refused. About 4 KiB of memory each. Default 200,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxDeduplicationRows { get; set; } = LeadDefaults.MaxDeduplicationRows;

    /// <summary>How many versions of each model are kept, 1 to 100; the oldest go. Default 10.</summary>
    [Range(1, 100)]
    public int KeepModels { get; set; } = LeadDefaults.KeepModels;

    /// <summary>What was wrong with the configuration these options were read from; reported together with broken rules.</summary>
    internal List<string> ConfigurationErrors { get; } = [];
}

using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Leads;

/// <summary>The options as they were at the start.</summary>
internal sealed class LeadSettings(IOptions<LeadOptions> options)
{
    public int MaxTrainingRows => options.Value.MaxTrainingRows;

    public int MaxDeduplicationRows => options.Value.MaxDeduplicationRows;

    public int KeepModels => options.Value.KeepModels;
}

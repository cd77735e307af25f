using BotKit;

namespace Studio.Bots;

#region snippet: child-runs
public sealed record ImportInput(IReadOnlyList<LeadInput> Leads);

public sealed record ImportResult(int Scored, int Refused);

public sealed class ImportBot : BaseBot<ImportInput, ImportResult>
{
    protected override async ValueTask<ImportResult> ExecuteAsync(ImportInput input, BotContext context, CancellationToken cancellationToken)
    {
        var scored = 0;
        for (var i = 0; i < input.Leads.Count; i++)
        {
            context.Report((double)i / input.Leads.Count, $"Lead {i + 1} of {input.Leads.Count}");
            var result = await context.RunAsync("lead", input.Leads[i], cancellationToken);
            scored += result.Success ? 1 : 0;
        }

        return new ImportResult(scored, input.Leads.Count - scored);
    }
}
#endregion

using BotKit;
using BotKit.Files;
using BotKit.Handlers;

namespace Studio.Bots;

public sealed class LeadDay(IBot<BotKit.Handlers.LeadInput, LeadResult> leads, IBotFileStore files)
{
    public async Task<string> RunAsync(Stream upload, CancellationToken cancellationToken)
    {
        #region snippet: lead-day
        var raw = await files.SaveAsync(
            new BotFileDescription("fair.csv", "text/csv"),
            async (target, token) => await upload.CopyToAsync(target, token),
            cancellationToken);

        var import = await Do<LeadImport>(new LeadImportInput { File = raw.Id, Required = ["Email"] });
        var clean = await Do<LeadNormalisation>(new LeadNormaliseInput { File = import.File!, PhoneRegion = "DE" });
        var merged = await Do<LeadDeduplication>(new LeadDeduplicateInput { File = clean.File! });
        var scored = await Do<LeadScoring>(new LeadScoreInput { File = merged.File! });
        var routed = await Do<LeadRouting>(new LeadRouteInput
        {
            File = scored.File!,
            Owners =
            [
                new LeadOwner { Name = "Key accounts", Capacity = 20, Where = [new LeadCondition { Column = "lead_grade", Value = "A" }] },
                new LeadOwner { Name = "Inside sales" },
            ],
        });

        async Task<T> Do<T>(BotKit.Handlers.LeadInput input)
            where T : LeadResult
            => (await leads.RunAsync(input, cancellationToken)).Data as T ?? throw new InvalidOperationException("The run failed.");
        #endregion

        return routed.File!;
    }
}

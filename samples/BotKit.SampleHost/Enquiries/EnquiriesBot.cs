using System.Text;
using BotKit.Files;
using BotKit.Handlers;
using BotKit.Ledger;

namespace BotKit.SampleHost.Enquiries;

/// <summary>
/// Works on the enquiries of a day with the lead bot, step by step: reads, cleans, merges, scores and assigns them, and leaves one
/// list for the sales people. The first time it trains the model, on the enquiries of the past.
/// </summary>
internal sealed class EnquiriesBot(IBotFileStore files, IBotDataStore kept, TimeProvider clock) : BaseBot<EnquiriesInput, EnquiriesResult>
{
    private const string Model = "enquiries";
    private const string Csv = "text/csv; charset=utf-8";

    private static readonly string[] Listed =
        ["lead_owner", "lead_grade", "lead_score", "lead_reasons", "First name", "Last name", "Email", "Phone", "Country", "Source", "Budget EUR"];

    private static readonly LeadOwner[] Owners =
    [
        new() { Name = "Key accounts", Capacity = 200, Where = [new() { Column = "lead_grade", Is = LeadComparison.AnyOf, Values = ["A", "B"] }] },
        new() { Name = "Inside sales", Weight = 2 },
        new() { Name = "Studio manager" },
    ];

    protected override async ValueTask<EnquiriesResult> ExecuteAsync(EnquiriesInput input, BotContext context, CancellationToken cancellationToken)
    {
        var day = context.ScheduledFor ?? clock.GetUtcNow();
        var text = DemoEnquiries.OfADay(day, input.Count);
        if (context.IsDryRun)
        {
            return new EnquiriesResult(input.Count, 0, 0, new Dictionary<string, long>(), 0, File: null);
        }

        // What the steps hand to each other goes with the run.
        var passing = new List<string?>();
        try
        {
            var raw = await SaveAsync(context, $"enquiries-{day:yyyy-MM-dd}.csv", text, cancellationToken).ConfigureAwait(false);
            passing.Add(raw);
            var import = await Step<LeadImport>(.1, "Reading", new LeadImportInput { File = raw }).ConfigureAwait(false);
            passing.AddRange([import.File, import.BadRowsFile]);
            var clean = await Step<LeadNormalisation>(.2, "Cleaning", new LeadNormaliseInput { File = import.File!, PhoneRegion = "FR" }).ConfigureAwait(false);
            passing.Add(clean.File);
            var merged = await Step<LeadDeduplication>(.3, "Merging", new LeadDeduplicateInput { File = clean.File! }).ConfigureAwait(false);
            passing.AddRange([merged.File, merged.UndoFile, merged.PossibleFile]);
            await LearnAsync().ConfigureAwait(false);
            var scored = await Step<LeadScoring>(.7, "Scoring", new LeadScoreInput { File = merged.File!, Model = Model }).ConfigureAwait(false);
            passing.Add(scored.File);
            var routed = await Step<LeadRouting>(.8, "Assigning", new LeadRouteInput { File = scored.File!, Owners = Owners, Plan = Model }).ConfigureAwait(false);
            passing.Add(routed.File);
            var list = await Step<LeadExport>(.9, "Writing the list", new LeadExportInput { File = routed.File!, Columns = Listed }).ConfigureAwait(false);
            return new EnquiriesResult(
                import.Rows + import.BadRows, import.BadRows, merged.Merged, scored.Grades, routed.WithoutRoom + routed.WithoutRule, list.File);
        }
        finally
        {
            foreach (var id in passing.OfType<string>())
            {
                await files.DeleteAsync(id, CancellationToken.None).ConfigureAwait(false);
            }
        }

        async ValueTask LearnAsync()
        {
            if (await kept.ReadAsync(context.Bot, Model, cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }

            var past = await SaveAsync(context, "past-enquiries.csv", DemoEnquiries.OfThePast(), cancellationToken).ConfigureAwait(false);
            passing.Add(past);
            await Step<LeadTraining>(.4, "Learning from past enquiries", new LeadTrainInput { File = past, Target = "Converted", Model = Model }).ConfigureAwait(false);
            await kept.TryWriteAsync(context.Bot, Model, "trained"u8.ToArray(), expectedVersion: 0, keepFor: null, cancellationToken).ConfigureAwait(false);
        }

        async ValueTask<T> Step<T>(double fraction, string words, BotKit.Handlers.LeadInput input)
            where T : LeadResult
        {
            context.Report(fraction, words);
            return Of<T>(await context.RunAsync("lead", input, cancellationToken).ConfigureAwait(false));
        }
    }

    private static T Of<T>(BotResult result)
        where T : LeadResult
        => result.Error is { } error
            ? throw new BotException(error.Code, error.Message) { Severity = error.Severity, RetryAfter = error.RetryAfter }
            : (T)result.Data!;

    private async ValueTask<string> SaveAsync(BotContext context, string name, string text, CancellationToken cancellationToken)
    {
        var file = new BotFileDescription(name, Csv) { Bot = context.Bot, ExecutionId = context.ExecutionId };
        var bytes = Encoding.UTF8.GetBytes(text);
        var saved = await files.SaveAsync(file, (stream, token) => stream.WriteAsync(bytes, token), cancellationToken).ConfigureAwait(false);
        return saved.Id;
    }
}

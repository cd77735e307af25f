namespace BotKit.Handlers.Leads;

/// <summary>Sends each operation to what does it.</summary>
internal sealed class LeadOperations(
    LeadFiles files,
    LeadModelStore models,
    LeadImporter importer,
    LeadNormaliser normaliser,
    LeadDeduplicator deduplicator,
    LeadUnmerger unmerger,
    LeadTrainer trainer,
    LeadEvaluator evaluator,
    LeadScorer scorer,
    LeadSegmenter segmenter,
    LeadRouter router,
    LeadExporter exporter) : ILeadOperations
{
    public ValueTask<LeadResult> RunAsync(LeadInput input, BotContext context, CancellationToken cancellationToken) => input switch
    {
        LeadImportInput import => importer.RunAsync(import, context, cancellationToken),
        LeadNormaliseInput normalise => normaliser.RunAsync(normalise, context, cancellationToken),
        LeadDeduplicateInput deduplicate => deduplicator.RunAsync(deduplicate, context, cancellationToken),
        LeadUnmergeInput unmerge => unmerger.RunAsync(unmerge, context, cancellationToken),
        LeadTrainInput train => trainer.RunAsync(train, context, cancellationToken),
        LeadEvaluateInput evaluate => evaluator.RunAsync(evaluate, context, cancellationToken),
        LeadScoreInput score => scorer.RunAsync(score, context, cancellationToken),
        LeadSegmentInput segment => segmenter.RunAsync(segment, context, cancellationToken),
        LeadRouteInput route => router.RunAsync(route, context, cancellationToken),
        LeadExportInput export => exporter.RunAsync(export, context, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        await files.CheckAsync(cancellationToken).ConfigureAwait(false);
        await models.CheckAsync(cancellationToken).ConfigureAwait(false);
    }
}

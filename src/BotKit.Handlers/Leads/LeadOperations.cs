namespace BotKit.Handlers.Leads;

/// <summary>Sends each operation to what does it.</summary>
internal sealed class LeadOperations(LeadImporter importer, LeadNormaliser normaliser, LeadExporter exporter) : ILeadOperations
{
    public ValueTask<LeadResult> RunAsync(LeadInput input, BotContext context, CancellationToken cancellationToken) => input switch
    {
        LeadImportInput import => importer.RunAsync(import, context, cancellationToken),
        LeadNormaliseInput normalise => normaliser.RunAsync(normalise, context, cancellationToken),
        LeadExportInput export => exporter.RunAsync(export, context, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };
}

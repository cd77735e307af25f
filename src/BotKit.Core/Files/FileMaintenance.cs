using BotKit.Ledger;

namespace BotKit.Files;

/// <summary>Cleans the folder up beside the other stores. Another store of files has its own ways.</summary>
internal sealed class FileMaintenance(IBotFileStore files) : IBotMaintenance
{
    public ValueTask<int> CleanAsync(RetentionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(files is FolderBotFileStore folder ? folder.Clean(options.BatchSize, cancellationToken) : 0);
    }
}

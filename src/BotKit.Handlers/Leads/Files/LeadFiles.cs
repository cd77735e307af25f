using BotKit.Files;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>The files of leads: rows come in by the id of a file, and go out as one.</summary>
internal sealed class LeadFiles(IBotFileStore store)
{
    /// <summary>Opens a file as a table whose columns are known; the columns of JSON are known when all of it has been read once.</summary>
    /// <exception cref="BotException">There is no such file, or it has no rows that can be read.</exception>
    public async ValueTask<LeadTable> OpenAsync(string id, CancellationToken cancellationToken, RowReaderOptions? options = null)
    {
        var table = await OpenOnceAsync(id, options, null, cancellationToken).ConfigureAwait(false);
        if (table.Reader.Format == RowFormat.Csv)
        {
            return table;
        }

        using (table)
        {
            while (table.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return await OpenOnceAsync(id, options, [.. table.Reader.Columns], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<LeadTable> OpenOnceAsync(string id, RowReaderOptions? options, string[]? columns, CancellationToken cancellationToken)
    {
        var stream = await store.OpenReadAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw LeadFailure.Of(BotErrorCodes.UnknownFile, "There is no file of that id, or not any more.");
        var canceled = new CanceledStream(stream, cancellationToken);
        try
        {
            var reader = RowReader.Open(canceled, options);
            return new LeadTable(reader, columns ?? [.. reader.Columns], canceled);
        }
        catch (RowTextException failure)
        {
            throw LeadFailure.Of(LeadErrorCodes.RowsUnreadable, failure.Message, failure);
        }
    }

    /// <summary>Saves what is written; in a dry run it is written to nowhere.</summary>
    public async ValueTask<string?> SaveAsync(
        BotContext context, string name, string contentType, Action<Stream> write, CancellationToken cancellationToken)
    {
        if (context.IsDryRun)
        {
            write(Stream.Null);
            return null;
        }

        var description = new BotFileDescription(name, contentType) { Bot = context.Bot, ExecutionId = context.ExecutionId };
        var file = await store.SaveAsync(
            description,
            (stream, _) =>
            {
                write(stream);
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return file.Id;
    }

    /// <summary>Throws when the store cannot be reached.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
        => _ = await store.ListAsync(new BotFileQuery { Count = 1 }, cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes a file that must not be seen.</summary>
    public async ValueTask DeleteAsync(string id) => await store.DeleteAsync(id, CancellationToken.None).ConfigureAwait(false);

    /// <summary>Saves two files that are written together; the second is not kept when nothing was written to it.</summary>
    public async ValueTask<(string? First, string? Second)> SaveBothAsync(
        BotContext context,
        (string Name, string ContentType) first,
        (string Name, string ContentType) second,
        Action<Stream, Stream> write,
        CancellationToken cancellationToken)
    {
        if (context.IsDryRun)
        {
            write(Stream.Null, Stream.Null);
            return default;
        }

        BotFile? inner = null;
        try
        {
            var outer = await store.SaveAsync(
                Describe(first),
                async (firstStream, token) => inner = await store.SaveAsync(
                    Describe(second),
                    (secondStream, _) =>
                    {
                        write(firstStream, secondStream);
                        return ValueTask.CompletedTask;
                    },
                    token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            if (inner!.Bytes > 0)
            {
                return (outer.Id, inner.Id);
            }

            await store.DeleteAsync(inner.Id, cancellationToken).ConfigureAwait(false);
            return (outer.Id, null);
        }
        catch when (inner is not null)
        {
            await store.DeleteAsync(inner.Id, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        BotFileDescription Describe((string Name, string ContentType) file)
            => new(file.Name, file.ContentType) { Bot = context.Bot, ExecutionId = context.ExecutionId };
    }
}

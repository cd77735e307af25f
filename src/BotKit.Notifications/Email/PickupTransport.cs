using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace BotKit.Notifications.Email;

/// <summary>
/// Writes each message into a folder, whole or not at all. The name comes from the Message-ID, so that a message that is written
/// twice is there once.
/// </summary>
internal sealed class PickupTransport(string folder) : IEmailTransport
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public async ValueTask<EmailResult> SendAsync(ComposedEmail email, Func<CancellationToken, ValueTask>? beforeTransmit, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(folder);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.MessageId)).AsSpan(0, 16));
        if (beforeTransmit is not null)
        {
            await beforeTransmit(cancellationToken).ConfigureAwait(false);
        }

        var temporary = Path.Combine(target, $".{name}.{Path.GetRandomFileName()}.tmp");
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(target);
            }
            else
            {
                Directory.CreateDirectory(target, FileMode600 | UnixFileMode.UserExecute);
            }

            await WriteAsync(email, temporary, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, Path.Combine(target, name + ".eml"), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Delete(temporary);
            throw new EmailException("The message could not be written into the pickup folder.", exception) { IsTransient = true };
        }
        catch
        {
            Delete(temporary);
            throw;
        }

        return new EmailResult(email.MessageId, [.. email.Recipients.Select(static recipient => recipient.Address)], []);
    }

    private static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static async Task WriteAsync(ComposedEmail email, string path, CancellationToken cancellationToken)
    {
        // Whoever picks it up needs the envelope, and nobody else may see the blind copies: the headers that pickup services read.
        email.Message.Prepare(EncodingConstraint.SevenBit);
        email.Message.Headers.Insert(0, "X-Sender", email.From.Address);
        foreach (var recipient in email.Recipients)
        {
            email.Message.Headers.Insert(1, "X-Receiver", recipient.Address);
        }

        email.Message.Bcc.Clear();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode600;
        }

        var stream = new FileStream(path, options);
        await using (stream.ConfigureAwait(false))
        {
            await email.Message.WriteToAsync(stream, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotKit;
using BotKit.Notifications;

namespace Studio.Notifications;

public sealed record Reminder(string Customer, string Address);

#region snippet: email-bot
public sealed class ReminderBot(IEmailSender mail) : BaseBot<Reminder, Nothing>
{
    protected override async ValueTask<Nothing> ExecuteAsync(Reminder input, BotContext context, CancellationToken cancellationToken)
    {
        var result = await mail.SendAsync(
            new EmailMessage
            {
                To = [input.Address],
                Subject = "Your appointment",
                Text = $"Dear {input.Customer}, see you tomorrow.",
                MessageId = $"{context.ExecutionId:N}@example.com",
            },
            cancellationToken);
        if (result.Refused is [var refusal])
        {
            throw new BotException("address_refused", "The mail server refused the address.") { IsTransient = refusal.IsTransient };
        }

        return Nothing.Value;
    }
}
#endregion

public static class NotifyingHost
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: notifications
        services.AddBotKit(bots => bots.AddNotifications(options =>
        {
            options.Email.From = "BotKit <botkit@example.com>";
            options.Email.Smtp.Host = "mail.example.com";
            options.EmailChannels["ops"] = new() { To = { "ops@example.com" } };
            options.WebhookChannels["chat"] = new() { UrlKey = "Secrets:OpsChat", Format = WebhookFormat.Slack };
        }));
        #endregion
    }

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet: notifications-section
        services.AddBotKit(bots => bots.AddNotifications(configuration.GetSection("Notifications")));
        #endregion
    }

    #region snippet: webhook-signature
    public static bool IsFromBotKit(string signature, byte[] body, string secret, DateTimeOffset now)
    {
        var parts = signature.Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[^1]);
        if (!parts.TryGetValue("t", out var time) || !parts.TryGetValue("v1", out var hex)
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (now - DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(seconds, int.MaxValue))).Duration() > TimeSpan.FromMinutes(5))
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(hex));
    }
    #endregion
}

using Microsoft.Extensions.Configuration;

namespace BotKit.Notifications.Options;

/// <summary>Takes the options from a configuration section.</summary>
internal static class NotificationSection
{
    public static void Read(IConfigurationSection section, NotificationOptions options, List<string> errors)
    {
        var reader = new SectionReader(section, errors);
        reader.Section("Email", email => ReadEmail(email, options.Email));
        reader.Sections("EmailChannels", (name, channel) => options.EmailChannels[name] = ReadChannel(channel));
        reader.Sections("WebhookChannels", (name, channel) => options.WebhookChannels[name] = ReadWebhook(channel));
        reader.Sections("Routes", (_, route) => options.Routes.Add(ReadRoute(route)));
        reader.Flag("UseQueue", value => options.UseQueue = value);
        reader.Number("DigestAfter", value => options.DigestAfter = value);
        reader.Duration("DigestWindow", value => options.DigestWindow = value);
        reader.Number("MaxBuffered", value => options.MaxBuffered = value);
        reader.Number("MaxAttempts", value => options.MaxAttempts = value);
        reader.Duration("RetryDelay", value => options.RetryDelay = value);
        reader.Duration("MaxRetryDelay", value => options.MaxRetryDelay = value);
        reader.Duration("EscalationCheckEvery", value => options.EscalationCheckEvery = value);
        reader.Text("RunLink", value => options.RunLink = value);
        reader.End();
    }

    private static void ReadEmail(SectionReader reader, EmailOptions email)
    {
        reader.Text("From", value => email.From = value);
        reader.Text("PickupFolder", value => email.PickupFolder = value);
        reader.Section("Smtp", smtp =>
        {
            smtp.Text("Host", value => email.Smtp.Host = value);
            smtp.Number("Port", value => email.Smtp.Port = value);
            smtp.Choice<SmtpSecurity>("Security", value => email.Smtp.Security = value);
            smtp.Text("User", value => email.Smtp.User = value);
            smtp.Text("Password", value => email.Smtp.Password = value);
            smtp.Text("TrustedCertificates", value => email.Smtp.TrustedCertificates = value);
            smtp.Text("LocalDomain", value => email.Smtp.LocalDomain = value);
            smtp.Duration("ConnectTimeout", value => email.Smtp.ConnectTimeout = value);
            smtp.Duration("SendTimeout", value => email.Smtp.SendTimeout = value);
            smtp.Duration("KeepOpen", value => email.Smtp.KeepOpen = value);
        });
    }

    private static EmailChannelOptions ReadChannel(SectionReader reader)
    {
        var channel = new EmailChannelOptions();
        reader.Texts("To", channel.To);
        reader.Texts("Cc", channel.Cc);
        reader.Texts("Bcc", channel.Bcc);
        reader.Text("SubjectPrefix", value => channel.SubjectPrefix = value);
        return channel;
    }

    private static WebhookChannelOptions ReadWebhook(SectionReader reader)
    {
        var channel = new WebhookChannelOptions();
        reader.Text("Url", value => channel.Url = value);
        reader.Text("UrlKey", value => channel.UrlKey = value);
        reader.Choice<WebhookFormat>("Format", value => channel.Format = value);
        reader.Text("SecretKey", value => channel.SecretKey = value);
        reader.Flag("AllowHttp", value => channel.AllowHttp = value);
        reader.Duration("Timeout", value => channel.Timeout = value);
        return channel;
    }

    private static NotificationRoute ReadRoute(SectionReader reader)
    {
        var route = new NotificationRoute();
        reader.Texts("Bots", route.Bots);
        reader.Texts("Codes", route.Codes);
        reader.Choices("Severities", route.Severities);
        reader.Texts("Channels", route.Channels);
        reader.Section("QuietHours", hours =>
        {
            route.QuietHours = new NotificationQuietHours();
            hours.Time("From", value => route.QuietHours.From = value);
            hours.Time("To", value => route.QuietHours.To = value);
            hours.Choices("Days", route.QuietHours.Days);
            hours.Text("TimeZone", value => route.QuietHours.TimeZone = value);
            hours.Flag("CriticalPasses", value => route.QuietHours.CriticalPasses = value);
        });
        reader.Sections("Escalation", (_, step) =>
        {
            var escalation = new NotificationEscalation();
            step.Duration("After", value => escalation.After = value);
            step.Texts("Channels", escalation.Channels);
            route.Escalation.Add(escalation);
        });
        return route;
    }
}

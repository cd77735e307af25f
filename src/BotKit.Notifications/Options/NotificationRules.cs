using BotKit.Notifications.Email;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotKit.Notifications.Options;

/// <summary>What must hold of the options, all of it told at once. Secrets and addresses with secrets are never part of a message.</summary>
internal sealed class NotificationRules(NotificationOptions options, IConfiguration? configuration)
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Check()
    {
        Add("", new NotificationOptionsValidator().Validate(null, options));
        Add("Email:Smtp:", new SmtpOptionsValidator().Validate(null, options.Email.Smtp));
        if (options.RetryDelay > options.MaxRetryDelay)
        {
            _errors.Add($"RetryDelay ({options.RetryDelay}) must not be above MaxRetryDelay ({options.MaxRetryDelay}).");
        }

        if (options.RunLink is { } link && !IsWeb(link.Replace("{executionId}", "x", StringComparison.Ordinal).Replace("{bot}", "x", StringComparison.Ordinal)))
        {
            _errors.Add("RunLink: is not an http or https address.");
        }

        CheckEmail();
        CheckChannels();
        for (var i = 0; i < options.Routes.Count; i++)
        {
            CheckRoute(options.Routes[i], $"Routes:{i}");
        }

        return _errors;
    }

    private static bool IsWeb(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private void CheckEmail()
    {
        CheckAddress("Email:From", options.Email.From);
        var smtp = options.Email.Smtp;
        if (string.IsNullOrEmpty(smtp.Host))
        {
            if (string.IsNullOrWhiteSpace(options.Email.PickupFolder))
            {
                _errors.Add("Email: neither Smtp:Host nor PickupFolder is given.");
            }

            return;
        }

        if (Uri.CheckHostName(smtp.Host) == UriHostNameType.Unknown)
        {
            _errors.Add("Email:Smtp:Host: is not the name or address of a host.");
        }

        if (string.IsNullOrEmpty(smtp.User) != string.IsNullOrEmpty(smtp.Password))
        {
            _errors.Add("Email:Smtp: User and Password belong together; one of them is missing.");
        }

        if (!Enum.IsDefined(smtp.Security))
        {
            _errors.Add("Email:Smtp:Security: is not a value of SmtpSecurity.");
        }

        if (smtp.TrustedCertificates is { } file && !File.Exists(file))
        {
            _errors.Add("Email:Smtp:TrustedCertificates: there is no such file.");
        }
    }

    private void CheckChannels()
    {
        foreach (var (name, channel) in options.EmailChannels)
        {
            var path = $"EmailChannels:{name}";
            CheckName(path, name);
            var addresses = channel.To.Select((text, i) => ($"{path}:To:{i}", text)).Concat(channel.Cc.Select((text, i) => ($"{path}:Cc:{i}", text)))
                .Concat(channel.Bcc.Select((text, i) => ($"{path}:Bcc:{i}", text))).ToList();
            addresses.ForEach(address => CheckAddress(address.Item1, address.text));
            if (addresses.Count == 0)
            {
                _errors.Add($"{path}: nobody gets it; add an address to To.");
            }

            if (channel.SubjectPrefix is not { Length: <= 50 } prefix || prefix.Any(char.IsControl))
            {
                _errors.Add($"{path}:SubjectPrefix: must be a text of at most 50 characters on one line.");
            }
        }

        foreach (var (name, channel) in options.WebhookChannels)
        {
            CheckWebhook(name, channel);
        }
    }

    private void CheckWebhook(string name, WebhookChannelOptions channel)
    {
        var path = $"WebhookChannels:{name}";
        CheckName(path, name);
        if (options.EmailChannels.ContainsKey(name))
        {
            _errors.Add($"{path}: EmailChannels has a channel of that name, too.");
        }

        Add(path + ":", new WebhookChannelOptionsValidator().Validate(null, channel));
        if (!Enum.IsDefined(channel.Format))
        {
            _errors.Add($"{path}:Format: is not a value of WebhookFormat.");
        }

        if (channel.Url is null == channel.UrlKey is null)
        {
            _errors.Add($"{path}: give either Url or UrlKey.");
        }
        else if ((channel.Url ?? Configured($"{path}:UrlKey", channel.UrlKey!)) is { } url)
        {
            if (!IsWeb(url))
            {
                _errors.Add($"{path}: its address is not an https address.");
            }
            else if (new Uri(url) is { IsLoopback: false, Scheme: "http" } && !channel.AllowHttp)
            {
                _errors.Add($"{path}: its address is http, which is allowed to this machine only; AllowHttp allows it.");
            }
        }

        if (channel.SecretKey is { } key && Configured($"{path}:SecretKey", key) is { Length: < 16 })
        {
            _errors.Add($"{path}:SecretKey: the secret has less than 16 characters.");
        }
    }

    private string? Configured(string path, string key)
    {
        if (configuration is null)
        {
            _errors.Add($"{path}: the host has no configuration.");
            return null;
        }

        if (configuration[key] is { Length: > 0 } value)
        {
            return value;
        }

        _errors.Add($"{path}: the configuration has no value '{key}'.");
        return null;
    }

    private void CheckRoute(NotificationRoute route, string path)
    {
        CheckKnown($"{path}:Channels", route.Channels);
        if (route.QuietHours is { } hours)
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone ?? "", out _))
            {
                _errors.Add($"{path}:QuietHours:TimeZone: '{hours.TimeZone}' is not a time zone.");
            }

            if (hours.From == hours.To)
            {
                _errors.Add($"{path}:QuietHours: From and To are both {hours.From:HH\\:mm}.");
            }
        }

        var before = TimeSpan.Zero;
        for (var i = 0; i < route.Escalation.Count; i++)
        {
            var step = route.Escalation[i];
            CheckKnown($"{path}:Escalation:{i}:Channels", step.Channels);
            if (step.Channels.Count == 0)
            {
                _errors.Add($"{path}:Escalation:{i}: names no channel.");
            }

            if (step.After < TimeSpan.FromSeconds(1) || step.After > TimeSpan.FromHours(24))
            {
                _errors.Add($"{path}:Escalation:{i}:After: must be between 00:00:01 and 1.00:00:00 (d.hh:mm:ss).");
            }
            else if (step.After <= before)
            {
                _errors.Add($"{path}:Escalation:{i}:After: {step.After} must be above that of the step before, {before}.");
            }

            before = step.After;
        }
    }

    private void CheckKnown(string path, IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => !options.EmailChannels.ContainsKey(name) && !options.WebhookChannels.ContainsKey(name)))
        {
            _errors.Add($"{path}: there is no channel '{name}'.");
        }
    }

    private void CheckName(string path, string name)
    {
        if (!ChannelName.IsValid(name))
        {
            _errors.Add($"{path}: a channel's name is a lower-case letter, then at most 39 lower-case letters, digits or hyphens.");
        }
    }

    private void CheckAddress(string path, string text)
    {
        if (EmailAddress.TryParse(text) is null)
        {
            _errors.Add($"{path}: is not an e-mail address.");
        }
    }

    private void Add(string prefix, ValidateOptionsResult result)
    {
        if (result.Failures is { } failures)
        {
            _errors.AddRange(failures.Select(failure => prefix + failure));
        }
    }
}

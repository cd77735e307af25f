using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Brings the values of leads into one form each.</summary>
internal sealed class LeadNormaliser(LeadFiles files)
{
    private readonly EmailNormaliser _emails = new();
    private readonly PhoneNormaliser _phones = new();
    private readonly CountryNormaliser _countries = new();

    public async ValueTask<LeadResult> RunAsync(LeadNormaliseInput input, BotContext context, CancellationToken cancellationToken)
    {
        var region = input.PhoneRegion?.ToUpperInvariant();
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var plan = new NormalisationPlan(table, input);
        var tally = new NormalisationTally(plan);
        var bad = new BadRows();
        var rows = 0L;
        var file = await files.SaveAsync(
            context,
            "leads-normalised.csv",
            "text/csv",
            stream =>
            {
                using var writer = new CsvRowWriter(stream) { KeepsFormulas = true };
                writer.Write(plan.Columns);
                rows = RowPump.Run(
                    table,
                    row => Normalise(row, plan, region),
                    (_, lead) =>
                    {
                        tally.Add(lead);
                        writer.Write(lead.Values);
                    },
                    bad,
                    fraction => context.Report(fraction, "Normalising leads"),
                    cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        return new LeadNormalisation
        {
            DryRun = context.IsDryRun,
            Rows = rows,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            File = file,
            Fields = tally.Fields,
            DisposableEmails = tally.DisposableEmails,
            RoleEmails = tally.RoleEmails,
        };
    }

    private NormalisedLead Normalise(string?[] row, NormalisationPlan plan, string? region)
    {
        var lead = new NormalisedLead(plan.Widen(row));
        var values = lead.Values;
        if (plan.Country is { } country)
        {
            var code = values[country] is { } text ? _countries.Normalise(text) : null;
            lead.Set(FieldKind.Country, values[country], code is not null);
            values[plan.CountryCode] = code;
            region = code ?? region;
        }

        NormaliseName(lead, FieldKind.FirstName, plan.FirstName);
        NormaliseName(lead, FieldKind.LastName, plan.LastName);
        NormaliseName(lead, FieldKind.FullName, plan.FullName);
        if (plan.Splits && values[plan.FullName!.Value] is { } name)
        {
            (values[plan.FirstNameMade], values[plan.LastNameMade]) = PersonNameNormaliser.Split(name);
        }

        NormaliseEmail(lead, plan);
        NormalisePhone(lead, plan, region);
        return lead;
    }

    private static void NormaliseName(NormalisedLead lead, FieldKind kind, int? column)
    {
        if (column is { } index)
        {
            var written = lead.Values[index];
            var name = written is null ? "" : PersonNameNormaliser.Normalise(written);
            lead.Set(kind, written, name.Any(char.IsLetter));
            if (name.Length > 0)
            {
                lead.Values[index] = name;
            }
        }
    }

    private void NormaliseEmail(NormalisedLead lead, NormalisationPlan plan)
    {
        if (plan.Email is not { } column)
        {
            return;
        }

        var values = lead.Values;
        if (values[column] is not { } text)
        {
            lead.Set(FieldKind.Email, null, false);
            values[plan.EmailStatus] = "missing";
            return;
        }

        lead.Email = _emails.Normalise(text);
        lead.Set(FieldKind.Email, text, lead.Email.Address is not null);
        values[column] = lead.Email.Address ?? text;
        values[plan.EmailStatus] = lead.Email.Fault switch
        {
            null => "valid",
            EmailFault.NoAt => "invalid: no @",
            EmailFault.Local => "invalid: local part",
            EmailFault.Domain => "invalid: domain",
            _ => "invalid: length",
        };
        values[plan.EmailFlags] = (lead.Email.IsDisposable, lead.Email.IsRole, lead.Email.IsFree) switch
        {
            (true, true, _) => "disposable role",
            (true, _, _) => "disposable",
            (_, true, true) => "role free",
            (_, true, _) => "role",
            (_, _, true) => "free",
            _ => null,
        };
    }

    private void NormalisePhone(NormalisedLead lead, NormalisationPlan plan, string? region)
    {
        if (plan.Phone is not { } column)
        {
            return;
        }

        var values = lead.Values;
        var phone = values[column] is { } text ? _phones.Normalise(text, region) : default;
        lead.Set(FieldKind.Phone, values[column], phone.Number is not null);
        values[plan.PhoneStatus] = values[column] is null ? "missing" : phone.Number is null ? "invalid" : "valid";
        values[plan.PhoneType] = phone.Type;
        values[column] = phone.Number ?? values[column];
    }
}

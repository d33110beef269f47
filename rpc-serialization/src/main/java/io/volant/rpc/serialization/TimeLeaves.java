package io.volant.rpc.serialization;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;

/** The types of {@code java.time}, and {@code Date}, composed of four: date as days, time of day as nanoseconds, offset as seconds, zone by name. */
final class TimeLeaves {
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private TimeLeaves() {}

    @SuppressWarnings("JavaUtilDate") // many have it in their classes
    static void addTo(Leaves leaves) {
        leaves.add(LocalDate.class, TimeLeaves::putDate, TimeLeaves::takeDate);
        leaves.add(LocalTime.class, TimeLeaves::putTime, TimeLeaves::takeTime);
        leaves.add(LocalDateTime.class, TimeLeaves::putDateTime, TimeLeaves::takeDateTime);
        leaves.add(
                Instant.class,
                (out, v) -> putSeconds(out, v.getEpochSecond(), v.getNano()),
                in -> Instant.ofEpochSecond(in.takeLong(), takeNanos(in)));
        leaves.add(
                Duration.class,
                (out, v) -> putSeconds(out, v.getSeconds(), v.getNano()),
                in -> Duration.ofSeconds(in.takeLong(), takeNanos(in)));
        leaves.add(Date.class, (out, v) -> out.putLong(v.getTime()), in -> new Date(in.takeLong()));
        leaves.add(
                OffsetDateTime.class,
                (out, v) -> {
                    putDateTime(out, v.toLocalDateTime());
                    putOffset(out, v.getOffset());
                },
                in -> OffsetDateTime.of(takeDateTime(in), takeOffset(in)));
        leaves.add(
                OffsetTime.class,
                (out, v) -> {
                    putTime(out, v.toLocalTime());
                    putOffset(out, v.getOffset());
                },
                in -> OffsetTime.of(takeTime(in), takeOffset(in)));
        leaves.add(
                ZonedDateTime.class,
                (out, v) -> {
                    putDateTime(out, v.toLocalDateTime());
                    putOffset(out, v.getOffset());
                    out.putString(v.getZone().getId());
                },
                in -> ZonedDateTime.ofInstant(takeDateTime(in), takeOffset(in), takeZone(in)));
        leaves.add(ZoneOffset.class, TimeLeaves::putOffset, TimeLeaves::takeOffset);
        leaves.addFamily(ZoneId.class, (out, v) -> out.putString(v.getId()), TimeLeaves::takeZone);
        addCalendarParts(leaves);
    }

    private static void addCalendarParts(Leaves leaves) {
        leaves.add(Year.class, (out, v) -> out.putInt(v.getValue()), in -> Year.of(in.takeInt()));
        leaves.add(
                YearMonth.class,
                (out, v) -> {
                    out.putInt(v.getYear());
                    out.putInt(v.getMonthValue());
                },
                in -> YearMonth.of(in.takeInt(), in.takeInt()));
        leaves.add(
                MonthDay.class,
                (out, v) -> {
                    out.putInt(v.getMonthValue());
                    out.putInt(v.getDayOfMonth());
                },
                in -> MonthDay.of(in.takeInt(), in.takeInt()));
        leaves.add(
                Period.class,
                (out, v) -> {
                    out.putInt(v.getYears());
                    out.putInt(v.getMonths());
                    out.putInt(v.getDays());
                },
                in -> Period.of(in.takeInt(), in.takeInt(), in.takeInt()));
    }

    private static void putDate(WireOutput out, LocalDate value) {
        out.putLong(value.toEpochDay());
    }

    private static LocalDate takeDate(WireInput in) {
        return LocalDate.ofEpochDay(in.takeLong());
    }

    private static void putTime(WireOutput out, LocalTime value) {
        out.putVarint64(value.toNanoOfDay());
    }

    private static LocalTime takeTime(WireInput in) {
        return LocalTime.ofNanoOfDay(in.takeVarint64());
    }

    private static void putDateTime(WireOutput out, LocalDateTime value) {
        putDate(out, value.toLocalDate());
        putTime(out, value.toLocalTime());
    }

    private static LocalDateTime takeDateTime(WireInput in) {
        return LocalDateTime.of(takeDate(in), takeTime(in));
    }

    private static void putSeconds(WireOutput out, long seconds, int nanos) {
        out.putLong(seconds);
        out.putVarint(nanos);
    }

    private static int takeNanos(WireInput in) {
        int nanos = in.takeVarint();
        if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw Refusal.invalid("nanoseconds: " + Integer.toUnsignedString(nanos) + " (expected: 0..999999999)");
        }
        return nanos;
    }

    private static void putOffset(WireOutput out, ZoneOffset value) {
        out.putInt(value.getTotalSeconds());
    }

    private static ZoneOffset takeOffset(WireInput in) {
        return ZoneOffset.ofTotalSeconds(in.takeInt());
    }

    private static ZoneId takeZone(WireInput in) {
        return ZoneId.of(in.takeText());
    }
}
